package main

import (
	"log"

	"github.com/google/cel-go/cel"
	"k8s.io/apimachinery/pkg/util/version"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	apiservercel "k8s.io/apiserver/pkg/cel"
	"k8s.io/apiserver/pkg/cel/common"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/library"
	"k8s.io/apiserver/pkg/cel/mutation"
)

// A place where expressions stand.
type place struct {
	// Minimum compatibility version; that of the release where it is empty.
	Version string `json:"version"`
	// Whether the expressions are stored already.
	Stored   bool `json:"stored"`
	Mutation bool `json:"mutation"`
}

var environments = map[place]*cel.Env{}

// environmentOf has the names of a policy with params, as admission declares them.
func environmentOf(where place) *cel.Env {
	known, ok := environments[where]
	if ok {
		return known
	}
	made := newEnvironment(where)
	environments[where] = made
	return made
}

func newEnvironment(where place) *cel.Env {
	request, namespace := plugincel.BuildRequestType(), plugincel.BuildNamespaceType()
	admission := environment.VersionedOptions{
		IntroducedVersion: version.MajorMinor(1, 0),
		EnvOptions: []cel.EnvOption{
			cel.Variable(plugincel.ObjectVarName, cel.DynType),
			cel.Variable(plugincel.OldObjectVarName, cel.DynType),
			cel.Variable(plugincel.ParamsVarName, cel.DynType),
			cel.Variable(plugincel.RequestVarName, request.CelType()),
			cel.Variable(plugincel.NamespaceVarName, namespace.CelType()),
			cel.Variable(plugincel.AuthorizerVarName, library.AuthorizerType),
			cel.Variable(plugincel.RequestResourceAuthorizerVarName, library.ResourceCheckType),
		},
		DeclTypes: []*apiservercel.DeclType{request, namespace},
	}
	options := []environment.VersionedOptions{admission, environment.StrictCostOpt}
	if where.Mutation {
		options = append(options, mutationOptions)
	}
	set, err := environment.MustBaseEnvSet(versionOf(where)).Extend(options...)
	if err != nil {
		log.Fatal(err)
	}
	if where.Stored {
		return set.StoredExpressionsEnv()
	}
	return set.NewExpressionsEnv()
}

func versionOf(where place) *version.Version {
	if where.Version == "" {
		return environment.DefaultCompatibilityVersion()
	}
	return version.MustParse(where.Version)
}

var mutationOptions = environment.VersionedOptions{
	IntroducedVersion: version.MajorMinor(1, 0),
	EnvOptions: []cel.EnvOption{
		common.ResolverEnvOption(&mutation.DynamicTypeResolver{}),
		environment.UnversionedLib(library.JSONPatch),
	},
}
