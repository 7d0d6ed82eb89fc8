// Judges CEL expressions with Kubernetes' own libraries; test/cluster/cel asks it. Every line of the input is a JSON
// object that holds a question, or values for later ones; every question is answered with a line.
//
//	go run ./go-cel                 answers questions
//	go run ./go-cel declarations    prints the declarations of every environment
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
)

// A question has an expression; other lines name the values that questions refer to.
type line struct {
	question
	// Name of these values.
	Name   string         `json:"name"`
	Values map[string]any `json:"values"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "declarations" {
		write(json.NewEncoder(os.Stdout), declarations())
		return
	}
	answerAll()
}

func answerAll() {
	input := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	input.UseNumber()
	buffer := bufio.NewWriter(os.Stdout)
	output := json.NewEncoder(buffer)
	output.SetEscapeHTML(false)
	known := map[string]map[string]any{}
	for input.More() {
		var next line
		if err := input.Decode(&next); err != nil {
			log.Fatal(err)
		}
		if next.Name != "" {
			known[next.Name] = withGoNumbers(next.Values).(map[string]any)
			continue
		}
		write(output, judge(next.question, known[next.Subject]))
		flush(buffer)
	}
}

func write(output *json.Encoder, value any) {
	if err := output.Encode(value); err != nil {
		log.Fatal(err)
	}
}

func flush(buffer *bufio.Writer) {
	if err := buffer.Flush(); err != nil {
		log.Fatal(err)
	}
}
