// Prints, as JSON, what OpenAPI does not say of Kubernetes' types: which fields are pointers, which ones Go leaves out
// when they are empty, what Go calls their types, and which structs are embedded. scripts/schema-table.ts reads it.
package main

import (
	"encoding/json"
	"log"
	"os"
	"reflect"
	"strings"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	apiregistration "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
)

type goField struct {
	Name      string `json:"name"`
	GoType    string `json:"goType"`
	Pointer   bool   `json:"pointer,omitempty"`
	OmitEmpty bool   `json:"omitEmpty,omitempty"`
	OmitZero  bool   `json:"omitZero,omitempty"`
	// The embedded struct that the field comes from, as the decoder's errors name it.
	Embedded string `json:"embedded,omitempty"`
}

var (
	types       = map[string][]goField{}
	unmarshaler = reflect.TypeFor[json.Unmarshaler]()
)

func main() {
	known := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{scheme.AddToScheme, apiextensions.AddToScheme, apiregistration.AddToScheme} {
		if err := add(known); err != nil {
			log.Fatal(err)
		}
	}
	for _, kind := range known.AllKnownTypes() {
		visit(kind)
	}
	if err := json.NewEncoder(os.Stdout).Encode(types); err != nil {
		log.Fatal(err)
	}
}

// visit notes the struct behind pointers, lists and maps, unless it decodes itself, and all that it holds.
func visit(held reflect.Type) {
	for held.Kind() == reflect.Pointer || held.Kind() == reflect.Slice || held.Kind() == reflect.Map {
		held = held.Elem()
	}
	name := openAPIName(held)
	if _, seen := types[name]; seen || held.Kind() != reflect.Struct || reflect.PointerTo(held).Implements(unmarshaler) {
		return
	}
	types[name] = nil
	types[name] = fieldsOf(held, "")
}

func fieldsOf(structure reflect.Type, embedded string) []goField {
	fields := []goField{}
	for i := range structure.NumField() {
		field := structure.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || name == "-" {
			continue
		}
		held := field.Type
		pointer := held.Kind() == reflect.Pointer
		if pointer {
			held = held.Elem()
		}
		if field.Anonymous && name == "" {
			fields = append(fields, fieldsOf(held, strings.TrimPrefix(embedded+"."+field.Name, "."))...)
			continue
		}
		visit(held)
		fields = append(fields, goField{
			Name:      name,
			GoType:    held.String(),
			Pointer:   pointer,
			OmitEmpty: has(options, "omitempty"),
			OmitZero:  has(options, "omitzero"),
			Embedded:  embedded,
		})
	}
	return fields
}

func has(options, wanted string) bool {
	for option := range strings.SplitSeq(options, ",") {
		if option == wanted {
			return true
		}
	}
	return false
}

// openAPIName is the name of the type's schema: k8s.io/api/core/v1.Pod is io.k8s.api.core.v1.Pod.
func openAPIName(named reflect.Type) string {
	return "io.k8s." + strings.ReplaceAll(strings.TrimPrefix(named.PkgPath(), "k8s.io/"), "/", ".") + "." + named.Name()
}
