package objects

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
)

// readNamed reads a speaker: a name, a number, an object that has one, or an array of
// these. It returns numbers and letters unchanged. id is the speaker's id elsewhere in the
// source, "" if the name is the id.
func readNamed(r *json.Reader) (v record.Voice, id string) {
	switch r.Peek() {
	case '{':
		var p person
		p.read(r, 0)
		return record.Voice{Label: p.name, Role: p.role}, p.id
	case '[':
		var names []string
		r.Array(func() {
			if v, id := readNamed(r); v.Label != "" && len(names) < maxTogether {
				names = append(names, v.Label)
			} else if id != "" && len(names) < maxTogether {
				names = append(names, id)
			}
		})
		return record.Voice{Label: strings.Join(names, ", ")}, ""
	}
	return record.Voice{Label: r.Text()}, ""
}

// maxTogether is the maximum number of people in a joint label.
const maxTogether = 8

// A person is an object that names somebody.
type person struct {
	name, role, id string
	ids            []string // every value that may identify the person
	rank           int8     // of the field with the name
	last           string   // last name
}

// personFields ranks the fields of a person that have the name. The highest wins.
var personFields = map[string]int8{
	"label": 1, "email": 1, "uniquename": 1, "handle": 1, "realnamenormalized": 1, "displaynamenormalized": 1, "username": 2, "title": 2, "firstname": 3, "name": 4,
	"fallbackname": 4, "simpletext": 4, "speakername": 5, "displayname": 5, "fullname": 5, "nickname": 6, "realname": 6,
}

// personIDs are the names of fields that identify a person.
var personIDs = text.WordSet(`id speakerid participantid userid uuid speaker memberid speakernumber sid personid speakerlabel spk code identifier spkid gaiaid chatid
	user contactid waid`)

// groups are the names of fields with a group of the person, such as a party. Its name is
// not the person's.
var groups = text.WordSet(`party parties group faction constituency organization organisation committee house chamber state country department`)

// maxIDs is the maximum number of ids kept for a person.
const maxIDs = 8

func (p *person) read(r *json.Reader, depth int) {
	r.Object(func(key string) {
		plain := plainKey(key)
		switch rank := personFields[plain]; {
		case plain == "role" || plain == "roletitle" || plain == "title" && p.name != "":
			if r.Is('"') && p.role == "" {
				p.role = r.Text()
			}
		case plain == "roles":
			r.Array(func() {
				if role := readRole(r); p.role == "" {
					p.role = role
				}
			})
		case plain == "lastname" && r.Is('"'):
			p.last = r.Text()
		case rank > 0 && r.Is('"'):
			p.called(r.Text(), rank)
		case personIDs[plain] && !r.Is('{') && !r.Is('['):
			p.identified(r.Text())
		case r.Is('{') && depth < 2 && !groups[plain]:
			p.read(r, depth+1)
		}
	})
	if depth == 0 && p.last != "" && p.rank <= personFields["firstname"] {
		p.name = strings.TrimSpace(p.name + " " + p.last)
	}
}

// called sets the name from a field with a rank. A name that is replaced becomes an id.
func (p *person) called(name string, rank int8) {
	switch {
	case name == "":
	case rank > p.rank:
		if p.name != "" && p.rank >= personFields["name"] {
			p.identified(p.name)
		}
		p.name, p.rank = name, rank
	case rank >= personFields["username"]:
		p.ids = append(p.ids, name)
	}
}

// identified adds an id.
func (p *person) identified(id string) {
	if p.id == "" {
		p.id = id
	}
	if id != "" && len(p.ids) < maxIDs {
		p.ids = append(p.ids, id)
	}
}

// readRole reads one of the roles of a speaker: a string or an object.
func readRole(r *json.Reader) (role string) {
	if !r.Is('{') {
		return r.Text()
	}
	r.Object(func(key string) {
		switch key {
		case "role_title", "title", "name":
			if s := r.Text(); s != "" {
				role = s
			}
		}
	})
	return role
}
