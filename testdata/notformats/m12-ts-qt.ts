<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de"><context><name>MainWindow</name><message><location filename="a.cpp" line="3"/><source>Who is speaking?</source><translation>Wer spricht?</translation></message><message><source>Save the transcript</source><translation>Protokoll speichern</translation></message></context></TS>