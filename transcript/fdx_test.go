package transcript

import (
	"strings"
	"testing"
)

// fdx returns a screenplay with paragraphs, each of which is its type, a bar and its text.
func fdx(paragraphs ...string) string {
	var b strings.Builder
	b.WriteString("<FinalDraft DocumentType=\"Script\"><Content>\n")
	for _, p := range paragraphs {
		kind, said, _ := strings.Cut(p, "|")
		b.WriteString(`<Paragraph Type="` + kind + `"><Text>` + said + "</Text></Paragraph>\n")
	}
	return b.String() + "</Content></FinalDraft>"
}

func TestFinalDraft(t *testing.T) {
	readMarkup(t, []markup{
		{"what stands behind the name", fdx("Character|ANN (O.S.)", "Dialogue|One.", "Character|BOB (CONT'D)", "Dialogue|Two.", "Character|ANN (V.O.) (CONT’D)", "Dialogue|Three."),
			"ANN | One.\nBOB | Two.\nANN | Three.\n", ""},
		{"a direction first", fdx("Character|ANN", "Parenthetical|(low)", "Dialogue|One.", "Parenthetical|(beat)", "Dialogue|Two."),
			"ANN | note (low) | One. | note (beat) | Two.\n", ""},
		{"what is not speech", fdx("Scene Heading|INT. HALL", "Character|ANN", "Dialogue|One.", "Transition|CUT TO:", "Shot|CLOSE ON ANN", "General|THE END"),
			"ANN | One. | note CUT TO: | note CLOSE ON ANN | note THE END\n", ""},
		{"a name without speech", fdx("Character|ANN", "Dialogue|One.", "Character|BOB", "Action|He waits.", "Character|BOB", "Dialogue|Two.", "Character|CID"),
			"ANN | One. | note BOB | note He waits.\nBOB | Two. | note CID\n", ""},
		{"several runs", fdx("Character|A</Text><Text>NN", "Dialogue|One </Text>\n<Text Style=\"Bold\">tw</Text>\n<Text>o."),
			"ANN | One two.\n", ""},
		{"at the same time", fdx("Action|They rise.</Text><DualDialogue><Paragraph Type=\"Character\"><Text>ANN</Text></Paragraph><Paragraph Type=\"Dialogue\"><Text>One.</Text></Paragraph>" +
			"<Paragraph Type=\"Character\"><Text>BOB</Text></Paragraph><Paragraph Type=\"Dialogue\"><Text>Two.</Text></Paragraph></DualDialogue><Text>"),
			"ANN | One.\nBOB | Two.\n", ""},
		{"comments of the writer", fdx("Character|ANN", "Dialogue|One.</Text><ScriptNote><Paragraph Type=\"Dialogue\"><Text>Really?</Text></Paragraph></ScriptNote><Text> Two."),
			"ANN | One. Two.\n", ""},
		{"cut", strings.TrimSuffix(fdx("Character|ANN", "Dialogue|One."), "</Text></Paragraph>\n</Content></FinalDraft>"),
			"ANN | One.\n", "x.xml:3: the file ends in the middle of <Text>"},
	})
}
