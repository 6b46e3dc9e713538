package captions

import (
	"testing"
)

func TestSRTClaims(t *testing.T) {
	for _, text := range []string{
		"", "1\n", "1\n2\n3\n", "Ann: 00:00:01,000 --> 00:00:02,000\n", "1\n00:00:01,000\nHello\n", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
		"12:25\nAnn: Hello\n", "1 --> 2", "0:00:01.000,0:00:02.000\nHello\n",
	} {
		if claimsSRT([]byte(text)) {
			t.Errorf("claims %q", text)
		}
	}
}
