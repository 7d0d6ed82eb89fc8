package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/decls"
	"github.com/google/cel-go/common/types"
)

// An overload as a checker sees it.
type declaration struct {
	Name       string   `json:"name"`
	ID         string   `json:"id"`
	Member     bool     `json:"member"`
	Parameters []string `json:"parameters"`
	Result     string   `json:"result"`
}

// An environment and what it has.
type declarationsOfPlace struct {
	place
	Overloads []declaration `json:"overloads"`
}

const (
	firstMinor = 28
	lastMinor  = 37
)

// declarations of new expressions by version, and of stored ones, which have what the release knows.
func declarations() []declarationsOfPlace {
	all := []declarationsOfPlace{}
	for _, mutation := range []bool{false, true} {
		for minor := firstMinor; minor <= lastMinor; minor++ {
			version := fmt.Sprintf("1.%d", minor)
			all = append(all, declaredIn(place{Version: version, Mutation: mutation}))
		}
		all = append(all, declaredIn(place{Stored: true, Mutation: mutation}))
	}
	return all
}

func declaredIn(where place) declarationsOfPlace {
	return declarationsOfPlace{place: where, Overloads: declared(environmentOf(where))}
}

// declared lists the functions by name; the overloads of each stay in their order, which decides.
func declared(environment *cel.Env) []declaration {
	rows := []declaration{}
	functions := environment.Functions()
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		rows = append(rows, rowsOf(functions[name])...)
	}
	return rows
}

func rowsOf(function *decls.FunctionDecl) []declaration {
	if function.IsDeclarationDisabled() {
		return nil
	}
	rows := []declaration{}
	for _, overload := range function.OverloadDecls() {
		parameters := []string{}
		for _, parameter := range overload.ArgTypes() {
			parameters = append(parameters, typeText(parameter))
		}
		rows = append(rows, declaration{
			Name:       function.Name(),
			ID:         overload.ID(),
			Member:     overload.IsMemberFunction(),
			Parameters: parameters,
			Result:     typeText(overload.ResultType()),
		})
	}
	return rows
}

// typeText is the type as CEL writes it, with parameters that have no angle brackets: list(A).
func typeText(declared *types.Type) string {
	return strings.NewReplacer("<", "", ">", "").Replace(declared.String())
}
