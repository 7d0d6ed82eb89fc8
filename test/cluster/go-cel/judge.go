package main

import (
	"context"
	"fmt"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/checker"
	"github.com/google/cel-go/common/ast"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/library"
)

// An expression, and the values that it is evaluated with.
type question struct {
	place
	Expression string `json:"expression"`
	// Name of values that came before; without one the expression is only compiled.
	Subject string `json:"subject"`
}

// What Kubernetes makes of an expression. A part that it does not come to is missing.
type answer struct {
	// Errors of parser and checker, without the words that the API server puts before them.
	Compile string `json:"compile,omitempty"`
	Type    string `json:"type,omitempty"`
	// Error of making a program.
	Program string `json:"program,omitempty"`
	// Cost at least and at most where no sizes are known: 1..18446744073709551615.
	Estimate string `json:"estimate,omitempty"`
	outcome
	// Whether evaluating it again gave something else: maps have no order.
	Unstable bool `json:"unstable,omitempty"`
	// Whether the API server's view of typed objects gives something else than their JSON.
	TypedDiffers bool   `json:"typedDiffers,omitempty"`
	Panic        string `json:"panic,omitempty"`
}

// A value or an error, and what it cost.
type outcome struct {
	Value string `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
	Cost  uint64 `json:"cost,omitempty"`
}

func judge(asked question, values map[string]any) (said answer) {
	defer func() {
		if cause := recover(); cause != nil {
			said.Panic = fmt.Sprint(cause)
		}
	}()
	environment := environmentOf(asked.place)
	compiled, issues := environment.Compile(asked.Expression)
	if issues != nil && issues.Err() != nil {
		return answer{Compile: issues.String()}
	}
	said = answer{Type: compiled.OutputType().String(), Estimate: estimated(environment, compiled)}
	program, err := environment.Program(compiled, cel.InterruptCheckFrequency(celconfig.CheckFrequency))
	if err != nil {
		said.Program = err.Error()
		return said
	}
	if values != nil {
		said.outcome = evaluate(program, values)
		said.Unstable = iterates(compiled) && !isStable(program, values, said.outcome)
		said.TypedDiffers = evaluate(program, typed(values)) != said.outcome
	}
	return said
}

// estimated is nothing where Kubernetes cannot estimate, or panics.
func estimated(environment *cel.Env, compiled *cel.Ast) (estimate string) {
	defer func() {
		if recover() != nil {
			estimate = ""
		}
	}()
	cost, err := environment.EstimateCost(compiled, &library.CostEstimator{SizeEstimator: noSizes{}})
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d..%d", cost.Min, cost.Max)
}

func evaluate(program cel.Program, values map[string]any) (result outcome) {
	defer func() {
		if cause := recover(); cause != nil {
			result.Error = fmt.Sprint("panic: ", cause)
		}
	}()
	value, details, err := program.ContextEval(context.Background(), values)
	if details != nil && details.ActualCost() != nil {
		result.Cost = *details.ActualCost()
	}
	if err != nil {
		result.Error = err.Error()
		return result
	}
	result.Value = valueText(value)
	return result
}

// A map of two keys changes its order in one of eight evaluations.
const evaluationsOfUnordered = 64

func isStable(program cel.Program, values map[string]any, first outcome) bool {
	for range evaluationsOfUnordered {
		if evaluate(program, values) != first {
			return false
		}
	}
	return true
}

func iterates(compiled *cel.Ast) bool {
	root := ast.NavigateAST(compiled.NativeRep())
	return len(ast.MatchDescendants(root, ast.KindMatcher(ast.ComprehensionKind))) > 0
}

type noSizes struct{}

func (noSizes) EstimateSize(checker.AstNode) *checker.SizeEstimate {
	return nil
}

func (noSizes) EstimateCallCost(string, string, *checker.AstNode, []checker.AstNode) *checker.CallEstimate {
	return nil
}
