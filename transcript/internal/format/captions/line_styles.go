package captions

import "verbatim/internal/text"

// Parts of the patterns.
const (
	clockPart = `[0-9]+:[0-9]{2}:[0-9]{2}`
	framePart = clockPart + `[:;.][0-9]{2}`
	lrcPart   = `\[(?:[0-9]+:)?[0-9]{1,3}:[0-9]{2}(?:[.:][0-9]{1,3})?\]`
	lrcExact  = `\[[0-9]{1,3}:[0-9]{2}\.[0-9]{2,3}\]`
	lrcTag    = `\[[a-zA-Z#_-]{1,16}:[^\]\n]*\]\s*`
	lrcSign   = `\[(?i:ti|ar|al|au|by|re|ve|length|offset|tool):[^\]\n]*\]\s*`
	svTag     = `\[(?:INFORMATION|AUTHOR|SOURCE|PRG|FILEPATH|DELAY|CD TRACK|COMMENT|BEGIN|END|END INFORMATION|SUBTITLE|COLF|STYLE|SIZE|FONT)\]`
)

// frameNumber matches a timecode and captures its number of frames.
var frameNumber = text.Regexp(clockPart + `[:;]([0-9]{2})\b`)

// microRate is the frame rate that players assume for a MicroDVD file without one.
const microRate = 24000.0 / 1001

// lineStyles lists the formats of Subtitles.
var lineStyles = []lineStyle{
	{ // [00:12.00][01:15.00]text; tags before the first line: [ti:...], [offset:+500]
		name: "LRC", head: text.Regexp(`\A(?:(?:` + lrcTag + `)*` + lrcSign + `(?:` + lrcTag + `)*` + lrcPart +
			`|(?:` + lrcExact + `.*\s+)*(?:(?:` + lrcExact + `){2}.*\S|` + lrcExact + `\s*<[0-9]+:[0-9]{2}\.[0-9]{2,3}>))`),
		cue:     text.Regexp(`^((?:` + lrcPart + `[ \t]*)+)()(.*)$`),
		setting: text.Regexp(`^\[(?:ti:(?P<title>.*)|offset:\s*(?P<offset>[-+]?[0-9]+)\s*|[a-zA-Z#]{1,10}:.*)\]$`),
		tags:    text.Regexp(`<[0-9]+:[0-9]{2}(?:[.:][0-9]{1,3})?>[ \t]*|\[[0-9]+:[0-9]{2}[.:][0-9]{2,3}\]`),
		below:   true, colons: true, rate: 100,
	},
	{ // {12}{50}text|text, in frames; {1}{1}25.000 states the rate
		name: "MicroDVD", first: 2,
		cue:     text.Regexp(`^\{([0-9]+)\}\{([0-9]*)\}(.*)$`),
		setting: text.Regexp(`^(?:\{[01]\}\{[01]\}(?P<rate>[0-9]+(?:\.[0-9]+)?)|\{DEFAULT\}.*)$`),
		rate:    microRate, tags: text.Regexp(`\{[a-zA-Z]:[^{}]*\}`), breaks: "|", italics: true,
	},
	{ // {00:00:01}{00:00:03}text|text
		name: "PowerDivX", first: 2,
		cue:  text.Regexp(`^\{(` + clockPart + `)\}\{(` + clockPart + `)\}(.*)$`),
		rate: 100, breaks: "|",
	},
	{ // [12][50]text|text, in tenths of a second
		name: "MPL2", first: 3,
		cue:  text.Regexp(`^\[([0-9]+)\]\[([0-9]*)\](.*)$`),
		rate: 10, breaks: "|", italics: true,
	},
	{ // 00:00:01,1=text, where 1 is the number of the line, or 00:00:01:text|text
		name: "TMPlayer", head: text.Regexp(`\A(?:0[0-3]:[0-9]{2}:[0-9]{2}:.*\s+){0,50}0[0-3]:[0-9]{2}:[0-9]{2}(?:,[1-9]=|:[^\n]*\|)`),
		cue:  text.Regexp(`^(` + clockPart + `)(?:,[1-9]=|:)()(.*)$`),
		rate: 100, breaks: "|",
	},
	{ // 00:00:00:12 , 00:00:02:00 , text | text
		name: "Spruce STL", first: 2,
		cue:     text.Regexp(`^(` + framePart + `)\s*,\s*(` + framePart + `)\s*,(.*)$`),
		setting: text.Regexp(`^(?:\$|//)`),
		rate:    25, timecode: frameNumber, tags: text.Regexp(`\^[IBU]`), breaks: "|", frames: true,
	},
	{ // [INFORMATION], then 00:00:01.00,00:00:02.00 above text[br]text
		name: "SubViewer 2", head: text.Regexp(`\A\[INFORMATION\]\s`),
		cue:     text.Regexp(`^(` + clockPart + `[.,][0-9]+),(` + clockPart + `[.,][0-9]+)()$`),
		setting: text.Regexp(`^(?:\[TITLE\](?P<title>.*)|` + svTag + `)`),
		rate:    100, breaks: "[br]", below: true,
	},
	{ // [TITLE] and more, then [00:00:01] above text|text; without text it ends a cue
		name: "SubViewer", head: text.Regexp(`\A\[TITLE\][^\n]*\n[^\[]*\[AUTHOR\]`),
		cue:     text.Regexp(`^\[(` + clockPart + `)\]()(.*)$`),
		setting: text.Regexp(`^(?:\[TITLE\]|` + svTag + `|\*\*+)`),
		rate:    100, breaks: "|", below: true,
	},
	{ // {QTtext}{timeScale:100}, then [00:00:01.00] above or before text
		name: "QuickTime text", head: text.Regexp(`(?i)\A\{QTtext\}`),
		cue:     text.Regexp(`^\[(` + clockPart + `(?:\.[0-9]+)?)\]()(.*)$`),
		setting: text.Regexp(`(?i)^(?:(?:\{[^{}]*\}\s*)*\{timescale:\s*(?P<scale>[0-9]+)\}\s*(?:\{[^{}]*\}\s*)*|(?:\{[^{}]*\}\s*)+)$`),
		rate:    100, tags: text.Regexp(`\{[^{}]*\}`), below: true,
	},
	{ // *NonDropFrame, then *T 00:00:01:12 above text
		name: "Cheetah", head: text.Regexp(`(?i)\A\*(?:NON)?DROPFRAME\b`),
		cue:     text.Regexp(`^\*T\s+(` + framePart + `)()()$`),
		setting: text.Regexp(`^\*(?:[^T]|T\S)`),
		rate:    30, below: true, frames: true,
	},
	{ // <begin subtitles>, then 00:00:01:12 00:00:03:00 above text
		name: "Avid", head: text.Regexp(`\A(?:@[^\n]*\s+)*<begin subtitles>`),
		cue:     text.Regexp(`^(` + framePart + `)[ \t]+(` + framePart + `)()$`),
		setting: text.Regexp(`^(?:@|<(?:begin|end) )`),
		rate:    25, timecode: frameNumber, below: true, frames: true,
	},
	{ // 1 00:00:01:12 00:00:03:00 text, perhaps with more text below
		name: "Encore", first: 2,
		cue:  text.Regexp(`^[0-9]+[ \t]+(` + clockPart + `[:;][0-9]{2})[ \t]+(` + clockPart + `[:;][0-9]{2})[ \t]+(.*)$`),
		rate: 25, timecode: frameNumber, below: true,
	},
	{ // -->> 000123, in frames, above text
		name: "AQTitle", head: text.Regexp(`\A-->> [0-9]+\s`),
		cue:  text.Regexp(`^-->> ([0-9]+)()()$`),
		rate: 25, below: true,
	},
}
