package main

import (
	"log"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/common"
	"k8s.io/client-go/kubernetes/scheme"
)

// typed are the values as the API server of 1.37 hands them to expressions: objects of its own kinds are Go structs
// behind a view that means to be their JSON, and is not in all it does.
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/common/valuesschemalesstyped.go
func typed(values map[string]any) map[string]any {
	views := map[string]any{}
	for name, value := range values {
		views[name] = value
		if object, ok := value.(map[string]any); ok {
			if filled := structFor(name, object); filled != nil {
				views[name] = viewOf(object, filled)
			}
		}
	}
	return views
}

// structFor is the empty struct of the name or of the object's kind; nil for what is custom.
func structFor(name string, object map[string]any) any {
	switch name {
	case plugincel.RequestVarName:
		return &admissionv1.AdmissionRequest{}
	case plugincel.NamespaceVarName:
		return &corev1.Namespace{}
	}
	apiVersion, _ := object["apiVersion"].(string)
	kind, _ := object["kind"].(string)
	made, err := scheme.Scheme.New(schema.FromAPIVersionAndKind(apiVersion, kind))
	if err != nil {
		return nil
	}
	return made
}

func viewOf(object map[string]any, filled any) any {
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object, filled); err != nil {
		log.Fatal(err)
	}
	return common.SchemalessTypedToVal(filled)
}
