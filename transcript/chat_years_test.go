package transcript

import "testing"

// TestChatOfYears reads a chat of years: each message has its time of day, also when it
// was printed.
func TestChatOfYears(t *testing.T) {
	d := load(t, `{"messages": [{"sender": "Ann", "text": "Are you there?", "date": "2019-03-01T10:00:00"}, {"sender": "Bob", "text": "I was away.", "date": "2024-12-31T23:59:30"}]}`)
	text, err := printed(t, d, "text")
	if err != nil {
		t.Fatal(err)
	}
	again := load(t, text)
	for _, d := range []*Document{d, again} {
		if got := d.Clock(d.Turn(1).Start); d.Len() != 2 || got != "2024-12-31 23:59:30" {
			t.Errorf("%d turns, the last at %s", d.Len(), got)
		}
	}
}
