package transcript

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// A conversation is a text that has to be read as one with a machine.
type conversation struct {
	name, text string
	who        string   // the speakers of the turns
	asks       int      // turns that are questions
	paragraphs []string // some of them, as they are
	title      string
	start      string // times of the turns, "": any
}

// withMessages puts messages into a text with the labels of two sides: %1 and %2 are a question
// and an answer, %3 and %4 others.
func withMessages(text string) string {
	return strings.NewReplacer("%1", "How do I copy my texts?", "%2", "Like this:\n\n```sh\nmkdir out\nNote: this line is in the code\n```\n\nThe copies are in out.",
		"%3", "Write a line about fog.", "%4", "Fog sits in the harbour:\n\n- like a cat\n- like a cloud").Replace(text)
}

var codeOfCopies = "```sh\nmkdir out\nNote: this line is in the code\n```"

var conversations = []conversation{
	{name: "headings", text: "# Small things\n\n## User\n\n%1\n\n## Assistant\n\n%2\n\n## User\n\n%3\n\n## Assistant\n\n%4\n", who: "User Assistant User Assistant", asks: 2, title: "Small things",
		paragraphs: []string{codeOfCopies, "- like a cat\n- like a cloud"}},
	{name: "headings with a verb", text: "### You said:\n%1\n\n### Assistant said:\n%2\n\n### You said:\n%3\n\n### Assistant said:\n%4\n", who: "You Assistant You Assistant", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "prompt and response", text: "# Prompt\n\n%1\n\n# Response\n\n%2\n\n# Prompt\n\n%3\n\n# Response\n\n%4\n", who: "Prompt Response Prompt Response", asks: 2},
	{name: "one exchange", text: "# Prompt\n\n%3\n\n# Response\n\n%2\n", who: "Prompt Response", asks: 1, paragraphs: []string{codeOfCopies}},
	{name: "numbered prompts", text: "## Prompt 1\n\n%1\n\n## Response 1\n\n%2\n\n## Prompt 2\n\n%3\n\n## Response 2\n\n%4\n", who: "Prompt Response Prompt Response", asks: 2},
	{name: "headings with a colon", text: "#### User:\n%1\n\n#### Assistant:\n%2\n\n#### User:\n%3\n\n#### Assistant:\n%4\n", who: "User Assistant User Assistant", asks: 2},
	{name: "bold above the text", text: "**User**\n\n%1\n\n**Assistant**\n\n%2\n\n**User**\n\n%3\n\n**Assistant**\n\n%4\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "bold in the line", text: "**User:** %3\n\n**Assistant:** %2\n\n**User:** %1\n\n**Assistant:** %4\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "bold, colon outside", text: "**User**: %3\n\n**Assistant**: %2\n\n**User**: %1\n\n**Assistant**: %4\n", who: "User Assistant User Assistant", asks: 2},
	{name: "quoted labels", text: "> **Human**\n\n%1\n\n> **AI**\n\n%2\n\n> **Human**\n\n%3\n\n> **AI**\n\n%4\n", who: "Human AI Human AI", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "labels and text quoted", text: "> **Human**: Which rye?\n> Tell me.\n\n> **AI**: The dark one.\n>\n> ```\n> rye\n> ```\n\n> **Human**: Thanks.\n\n> **AI**: Well.\n", who: "Human AI Human AI", asks: 2, paragraphs: []string{"```\nrye\n```"}},
	{name: "user and AI", text: "User: %3\nAI: %2\nUser: %1\nAI: %4\n", who: "User AI User AI", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "me and bot", text: "Me: Write a line about fog.\nBot: Fog sits.\nMe: Another one.\nBot: Fog stands.\n", who: "Me Bot Me Bot", asks: 2},
	{name: "human and assistant", text: "Human: %3\n\nAssistant: %2\n\nHuman: %1\n\nAssistant: %4\n", who: "Human Assistant Human Assistant", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "labels alone with a colon", text: "User:\n%3\n\nAssistant:\n%2\n\nUser:\n%1\n\nAssistant:\n%4\n", who: "User Assistant User Assistant", asks: 2},
	{name: "copied from a page", text: "You said:\nWrite a line about fog.\nChatbot said:\nFog sits.\n\nYou said:\nAnother one.\nChatbot said:\nFog stands.\n", who: "You Chatbot You Chatbot", asks: 2},
	{name: "signs before names", text: "## 🧑 User\n\n%1\n\n## 🤖 Assistant\n\n%2\n\n## 🧑 User\n\n%3\n\n## 🤖 Assistant\n\n%4\n", who: "User Assistant User Assistant", asks: 2},
	{name: "rules between turns", text: "**You**\n\n%3\n\n---\n\n**Assistant**\n\n%2\n\n---\n\n**You**\n\n%1\n\n---\n\n**Assistant**\n\n%4\n\n---\n", who: "You Assistant You Assistant", asks: 2, paragraphs: []string{"Write a line about fog.", "The copies are in out."}},
	{name: "dates behind names", text: "_You_ (12 March 2025, 10:04)\n\n%3\n\n_Assistant_ (12 March 2025, 10:05)\n\n%2\n\n_You_ (12 March 2025, 10:09)\n\n%1\n\n_Assistant_ (12 March 2025, 10:10)\n\n%4\n", who: "You Assistant You Assistant", asks: 2, start: "10:04 10:05 10:09 10:10"},
	{name: "times in headings", text: "## User (10:04)\n\n%1\n\n## Assistant (10:05)\n\n%2\n\n## User (10:06)\n\n%3\n\n## Assistant (10:06)\n\n%4\n", who: "User Assistant User Assistant", asks: 2, start: "10:04 10:05 10:06 10:06"},
	{name: "front matter", text: "---\ntitle: Small things\ndate: 2025-03-12\nmodel: m-1\n---\n\n## User\n\n%3\n\n## Assistant\n\n%2\n\n## User\n\n%1\n\n## Assistant\n\n%4\n", who: "User Assistant User Assistant", asks: 2, title: "Small things"},
	{name: "headings inside of an answer", text: "# Rye\n\n## User\n\n%3\n\n## Assistant\n\n## Steps\n\nSow.\n\n### Later\n\nReap.\n\n## Costs\n\nFew.\n\n## User\n\n%1\n\n## Assistant\n\n## Steps\n\nCopy.\n", who: "User Assistant User Assistant", asks: 2,
		title: "Rye", paragraphs: []string{"## Steps", "### Later", "## Costs"}},
	{name: "headings above the labels", text: "# Talk\n\n## Turn 1\n\n### User\n\n%3\n\n### Assistant\n\n%2\n\n## Turn 2\n\n### User\n\n%1\n\n### Assistant\n\n%4\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"The copies are in out."}},
	{name: "the name of a model", text: "**You:**\n%3\n\n**Corvid 2:**\n%2\n\n**You:**\n%1\n\n**Corvid 2:**\n%4\n", who: "You|Corvid 2|You|Corvid 2", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "two models", text: "## User\n\n%3\n\n## Corvid\n\n%4\n\n## User\n\n%1\n\n## Raven-3\n\n%2\n\n## User\n\n%3\n\n## Corvid\n\n%4\n", who: "User Corvid User Raven-3 User Corvid", asks: 3},
	{name: "a system prompt", text: "System: Be brief.\n\nUser: %3\n\nAssistant: Fog.\n\nUser: Another one.\n\nAssistant: Mist.\n", who: "System User Assistant User Assistant", asks: 2},
	{name: "German", text: "## Benutzer\n\nSchreib eine Zeile.\n\n## Assistent\n\nNebel.\n\n## Benutzer\n\nUnd noch eine.\n\n## Assistent\n\nDunst.\n", who: "Benutzer Assistent Benutzer Assistent", asks: 2},
	{name: "French", text: "Utilisateur : Écris une ligne.\n\nAssistant : Brume.\n\nUtilisateur : Encore une.\n\nAssistant : Brouillard.\n", who: "Utilisateur Assistant Utilisateur Assistant", asks: 2},
	{name: "French with a verb", text: "### Vous avez dit :\nÉcris une ligne.\n\n### Assistant a dit :\nBrume.\n\n### Vous avez dit :\nEncore une.\n\n### Assistant a dit :\nBrouillard.\n", who: "Vous Assistant Vous Assistant", asks: 2},
	{name: "Spanish", text: "**Usuario:** Escribe una línea.\n\n**Asistente:** Niebla.\n\n**Usuario:** Otra.\n\n**Asistente:** Bruma.\n", who: "Usuario Asistente Usuario Asistente", asks: 2},
	{name: "Russian", text: "Пользователь: Напиши строку.\n\nАссистент: Туман.\n\nПользователь: Ещё одну.\n\nАссистент: Дымка.\n", who: "Пользователь Ассистент Пользователь Ассистент", asks: 2},
	{name: "Chinese", text: "用户：写一行。\n\n助手：雾。\n\n用户：再来一行。\n\n助手：霭。\n", who: "用户 助手 用户 助手", asks: 2},
	{name: "Japanese", text: "## ユーザー\n\n一行書いて。\n\n## アシスタント\n\n霧。\n\n## ユーザー\n\nもう一行。\n\n## アシスタント\n\n靄。\n", who: "ユーザー アシスタント ユーザー アシスタント", asks: 2},
	{name: "tildes and an item", text: "User: Go.\n\nAssistant: So:\n\n1. Run:\n   ~~~ sh\n   User: x\n     y\n   ~~~\n2. Stop.\n\nUser: Thanks.\n\nAssistant: Well.\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"1. Run:", "```sh\nUser: x\n  y\n```", "2. Stop."}},
	{name: "labels in code", text: "User: Go.\n\nAssistant: So:\n\n```\nUser: x\nAssistant: y\n\nUser: z\n```\n\nDone.\n\nUser: And code?\n\nAssistant:\n\n```\nz\n```\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"```\nUser: x\nAssistant: y\n\nUser: z\n```", "Done."}},
	{name: "a fence that stays open", text: "User: Go.\n\nAssistant: So:\n\n```\nx\n\nUser: And code?\n\nAssistant:\n\n```\nz\n```\n\nWell.\n\nUser: Stop.\n\nAssistant: Yes.\n", who: "User Assistant User Assistant User Assistant", asks: 3, paragraphs: []string{"```\nx\n```", "```\nz\n```", "Well."}},
	{name: "a fence that stays open at the end", text: "User: Go.\n\nAssistant: So.\n\nUser: More.\n\nAssistant:\n```\nx\n\ny\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"```\nx\n\ny\n```"}},
	{name: "a fence that stays open to the end", text: "User: Go.\n\nAssistant:\n```\nx\n\nUser: More.\n\nAssistant: So.\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"```\nx\n```", "So."}},
	{name: "bold words inside of an answer", text: "**User:** Go.\n\n**Assistant:** So.\n\n**Note:** with care.\n\n**Answer:** 42.\n\n**User:** More.\n\n**Assistant:** So.\n\n**Note:** again.\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"**Note:** with care.", "**Answer:** 42."}},
	{name: "questions and code", text: "Q: %1\n\nA: %2\n\nQ: %3\n\nA: %4\n", who: "Q A Q A", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "headings for questions and code", text: "## Question\n\n%1\n\n## Answer\n\n%2\n\n## Question\n\n%3\n\n## Answer\n\n%4\n", who: "Question Answer Question Answer", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "people and code", text: "Ann: %1\n\nBob Ray: %2\n\nAnn: %1\n\nBob Ray: %4\n", who: "Ann|Bob Ray|Ann|Bob Ray", asks: 2, paragraphs: []string{codeOfCopies}},
	{name: "a scene in an answer", text: "User: Write a scene.\n\nAssistant: Here:\n\nAnn: Who?\n\nBob: I.\n\nAnn: Why?\n\nBob: So.\n\nUser: More.\n\nAssistant: Here:\n\nAnn: Who?\n\nBob: I.\n", who: "User Assistant User Assistant", asks: 2, paragraphs: []string{"Ann: Who?"}},
	{name: "fields above the labels", text: "**Model:** corvid-4\n**Date:** 2025-03-12\n\n**User:** %3\n\n**Assistant:** %2\n\n**User:** %1\n\n**Assistant:** %4\n", who: "User Assistant User Assistant", asks: 2},
	{name: "a time below the label", text: "## User\n*2025-03-12 10:04*\n\n%3\n\n## Assistant\n*2025-03-12 10:05*\n\n%4\n\n## User\n*2025-03-12 10:09*\n\n%1\n\n## Assistant\n*2025-03-12 10:10*\n\n%2\n", who: "User Assistant User Assistant", asks: 2, start: "10:04 10:05 10:09 10:10"},
	{name: "tags", text: "<user>\n%3\n</user>\n<assistant>\n%2\n</assistant>\n<user>\n%1\n</user>\n<assistant>\n%4\n</assistant>\n", who: "user assistant user assistant", asks: 2, paragraphs: []string{"The copies are in out."}},
	{name: "a note behind the last rule", text: "**User:**\n\n%3\n\n---\n\n**Corvid 4:**\n\n%4\n\n---\n\n**User:**\n\n%1\n\n---\n\n**Corvid 4:**\n\n%2\n\n---\n\n*Exported.*\n", who: "User|Corvid 4|User|Corvid 4", asks: 2},
	{name: "hard-wrapped", text: "User: Tell me how the rye is sown in the north, and\nwhat the people there do with it in the\nautumn.\n\nAssistant: They sow it in the late summer, when the\nfields are dry and the nights are not yet\ncold:\n\n- in rows on the fields that were left\n  fallow\n- in the burnt woods\n\nUser: Go on with the autumn, and with what comes\nafter it.\n\nAssistant: Then they wait for the snow, which\nkeeps it.\n", who: "User Assistant User Assistant", asks: 2,
		paragraphs: []string{"Then they wait for the snow, which keeps it.", "- in rows on the fields that were left fallow\n- in the burnt woods"}},
}

func TestConversations(t *testing.T) {
	for _, c := range conversations {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c *conversation) check(t *testing.T) {
	d, err := Load(context.Background(), FromString("talk.md", withMessages(c.text)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var who, paragraphs, starts []string
	asks := 0
	for i := range d.Len() {
		name, _ := d.Heading(i)
		who = append(who, name)
		paragraphs = append(paragraphs, slices.Collect(d.Paragraphs(i))...)
		starts = append(starts, d.Clock(d.turn(i).Start.Milliseconds()))
		if d.Asks(i) {
			asks++
		}
	}
	sep := " "
	if strings.Contains(c.who, "|") {
		sep = "|"
	}
	if got := strings.Join(who, sep); got != c.who {
		t.Fatalf("%s, want %s", got, c.who)
	}
	if asks != c.asks {
		t.Errorf("%d turns ask, want %d", asks, c.asks)
	}
	for _, p := range c.paragraphs {
		if !slices.Contains(paragraphs, p) {
			t.Errorf("no paragraph %q in %q", p, paragraphs)
		}
	}
	if c.title != "" && d.Header().Title != c.title {
		t.Errorf("title %q, want %q", d.Header().Title, c.title)
	}
	if got := strings.Join(starts, " "); c.start != "" && got != c.start {
		t.Errorf("the times are %s, want %s", got, c.start)
	}
	back := textBack(t, d)
	sameSpoken(t, spokenIn(back), spokenIn(d))
	for i := range d.Len() { // code has its indents and blank lines
		if got, want := slices.Collect(back.Paragraphs(i)), slices.Collect(d.Paragraphs(i)); !slices.Equal(got, want) {
			t.Errorf("read back %q, want %q", got, want)
		}
	}
}

// TestNoConversations reads texts that are not conversations with a machine.
func TestNoConversations(t *testing.T) {
	for name, text := range map[string]string{
		"a manual":       "# Model\n\nIt is a model.\n\n## User\n\nThe user is a person.\n\n## Prompt\n\nA prompt is text.\n\n## Response\n\nA response is text.\n\n```\nUser: x\nAssistant: y\nUser: x\nAssistant: y\n```\n",
		"requests":       "# API\n\n**Request:**\n\n```\nGET /\n```\n\n**Response:**\n\n```\n200\n```\n\n**Request:**\n\n```\nPUT /\n```\n\n**Response:**\n\n```\n201\n```\n",
		"examples":       "# Sums\n\n**Input:** a and b\n\n```\n1 2\n```\n\n**Output:** their sum.\n\n```\n3\n```\n\n**Input:** c and d.\n\n```\n1 2\n```\n\n**Output:** their sum.\n\n**Explanation:** so.\n",
		"steps":          "# Use\n\n**Linux:** Run it.\n\n```\nmake\n```\n\n**Windows:** Run it.\n\n```\nmake\n```\n\n# Remove\n\n**Linux:** Run it.\n\n```\nrm\n```\n\n**Windows:** Run it.\n\n```\ndel\n```\n",
		"settings":       "User: ann\nModel: m-1\nHost: localhost\nPort: 22\n",
		"a play":         "Robot: Stop.\n\nAnn: No.\n\nHuman: Yes.\n\nBob: Why?\n\nRobot: So.\n\nAnn: Well.\n\nBob: Go.\n\nAnn: Stay.\n",
		"notes of calls": "You: Hello, Ann.\n\nAnn: Hello. I have not slept.\n\nYou: And the bridge?\n\nAnn: Open.\n",
	} {
		t.Run(name, func(t *testing.T) {
			if f := detect("a.md", []byte(text)); f.Name == "conversation" {
				t.Error("read as a conversation")
			}
		})
	}
}

const codeTalk = "User: Go.\n\nAssistant:\n\n~~~ go\nfunc f() {\n\n\tx*y*z()\n}\n~~~\n\nA * b.\n\nUser: More.\n\nAssistant: So.\n"

// TestCodeAsMarkdown writes a block of code as it is, and nothing else.
func TestCodeAsMarkdown(t *testing.T) {
	out, err := printed(t, load(t, codeTalk), "markdown")
	if err != nil {
		t.Fatal(err)
	}
	if want := "**Assistant:**\n\n```go\nfunc f() {\n\n        x*y*z()\n}\n```\n\nA \\* b.\n"; !strings.Contains(out, want) {
		t.Errorf("%q does not contain %q", out, want)
	}
	d, err := Load(t.Context(), FromString("x.jsonl", `{"speaker": "Ann", "text": "`+"```\\na\\n```\\n<b>\\n```\\n*"+`"}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if out, err = printed(t, d, "markdown"); err != nil || !strings.Contains(out, "```\na\n```\n\n\\<b>\n\n```\n*\n```\n") {
		t.Errorf("%q, %v", out, err)
	}
}

// TestCodeQuoted copies code with its lines.
func TestCodeQuoted(t *testing.T) {
	q, err := load(t, codeTalk).Quotation(t.Context(), &Selection{turns: []uint32{1}}, 1<<10)
	if want := "“```go\nfunc f() {\n\n        x*y*z()\n}\n```\n\nA * b.”"; err != nil || !strings.HasPrefix(q.Text, want) {
		t.Errorf("%q, %v, want %q", q.Text, err, want)
	}
}
