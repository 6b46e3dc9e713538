package transcript_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"verbatim/transcript"
)

// A short interview, the same as in testdata/interview.txt.
const interview = `The Bakery at Dawn

Ann Lee, Radio North: When do you get up?

Bob Ray, baker: At two. The ovens need an hour.

By three the first bread is in.

Ann Lee: And when do you sleep?

Bob Ray: When the bread does.
`

// Open a file and list its speakers.
func ExampleOpenFile() {
	src, err := transcript.OpenFile("testdata/interview.txt")
	if err != nil {
		log.Fatal(err)
	}
	d, err := transcript.Load(context.Background(), src, transcript.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	for _, s := range d.Speakers()[1:] { // speaker 0 is nobody
		fmt.Printf("%s, %s: %d turns\n", s.Name, s.Role, s.Turns)
	}
	// Output:
	// Ann Lee, Radio North: 2 turns
	// Bob Ray, baker: 2 turns
}

// Print what one speaker says.
func ExampleDocument_Filter() {
	ctx := context.Background()
	d, err := transcript.Load(ctx, transcript.FromString("interview.txt", interview), transcript.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	f, err := d.Filter(transcript.Criteria{Speakers: []string{"ray"}})
	if err != nil {
		log.Fatal(err)
	}
	kept, err := d.Select(ctx, f)
	if err != nil {
		log.Fatal(err)
	}
	for i := range d.Turns(kept) {
		for text := range d.Paragraphs(i) {
			fmt.Println(text)
		}
	}
	// Output:
	// At two. The ovens need an hour.
	// By three the first bread is in.
	// When the bread does.
}

// Print who says a word, and where.
func ExampleDocument_Search() {
	ctx := context.Background()
	d, err := transcript.Load(ctx, transcript.FromString("interview.txt", interview), transcript.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	p, err := transcript.Compile("bread")
	if err != nil {
		log.Fatal(err)
	}
	err = d.Search(ctx, p, nil, 0, d.Len(), func(hits []transcript.Hit) bool {
		for _, h := range hits {
			fmt.Printf("turn %d, byte %d: %s\n", h.Turn+1, h.Off, d.Turn(h.Turn).Name)
		}
		return true // go on
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// turn 2, byte 131: Bob Ray
	// turn 4, byte 196: Bob Ray
}

// Print a transcript as Markdown.
func ExamplePrinter() {
	ctx := context.Background()
	d, err := transcript.Load(ctx, transcript.FromString("interview.txt", interview), transcript.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer d.Close()
	p, err := transcript.NewPrinter(os.Stdout, "markdown")
	if err != nil {
		log.Fatal(err)
	}
	if err := p.PrintSelection(ctx, d, nil); err != nil {
		log.Fatal(err)
	}
	// Output:
	// # The Bakery at Dawn
	//
	// ## 1. When do you get up?
	//
	// **Ann Lee, Radio North:** When do you get up?
	//
	// **Bob Ray, baker:** At two. The ovens need an hour.
	//
	// By three the first bread is in.
	//
	// ## 2. And when do you sleep?
	//
	// **Ann Lee:** And when do you sleep?
	//
	// **Bob Ray:** When the bread does.
}
