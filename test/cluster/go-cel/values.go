package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	apiservercel "k8s.io/apiserver/pkg/cel"
)

// withGoNumbers makes whole numbers int64 and others float64, as Kubernetes' JSON decoder does.
func withGoNumbers(value any) any {
	switch held := value.(type) {
	case json.Number:
		if whole, err := strconv.ParseInt(string(held), 10, 64); err == nil {
			return whole
		}
		number, _ := held.Float64()
		return number
	case []any:
		for index := range held {
			held[index] = withGoNumbers(held[index])
		}
	case map[string]any:
		for key := range held {
			held[key] = withGoNumbers(held[key])
		}
	}
	return value
}

// valueText tells every two values apart: 1, 1u, 1.0, "a", b"61", [1], {"a": 1}, some(1), duration("1s"), …
// test/cluster/cel/value-text.ts writes the same.
func valueText(value ref.Val) string {
	switch held := value.(type) {
	case types.Null:
		return "null"
	case types.Bool:
		return strconv.FormatBool(bool(held))
	case types.Int:
		return strconv.FormatInt(int64(held), 10)
	case types.Uint:
		return strconv.FormatUint(uint64(held), 10) + "u"
	case types.Double:
		return doubleText(float64(held))
	case types.String:
		return quoted(string(held))
	case types.Bytes:
		return `b"` + hex.EncodeToString(held) + `"`
	case *types.Optional:
		return optionalText(held)
	case *types.Type:
		return "type(" + held.TypeName() + ")"
	case traits.Lister:
		return listText(held)
	case traits.Mapper:
		return mapText(held)
	}
	return value.Type().TypeName() + "(" + quoted(innerText(value)) + ")"
}

// doubleText is JSON's, with a sign that it is no integer.
func doubleText(number float64) string {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return fmt.Sprint(number)
	}
	text, _ := json.Marshal(number)
	if strings.ContainsAny(string(text), ".e") {
		return string(text)
	}
	return string(text) + ".0"
}

// quoted is ASCII: other characters are \u{…}, octets that are no character \x….
func quoted(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for index, char := range text {
		switch {
		case char == '\uFFFD' && !strings.HasPrefix(text[index:], "\uFFFD"):
			fmt.Fprintf(&out, `\x%02x`, text[index])
		case char == '"' || char == '\\':
			out.WriteByte('\\')
			out.WriteRune(char)
		case char < ' ' || char > '~':
			fmt.Fprintf(&out, `\u{%x}`, char)
		default:
			out.WriteRune(char)
		}
	}
	out.WriteByte('"')
	return out.String()
}

func optionalText(optional *types.Optional) string {
	if !optional.HasValue() {
		return "none"
	}
	return "some(" + valueText(optional.GetValue()) + ")"
}

func listText(list traits.Lister) string {
	texts := []string{}
	for elements := list.Iterator(); elements.HasNext() == types.True; {
		texts = append(texts, valueText(elements.Next()))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func mapText(held traits.Mapper) string {
	texts := []string{}
	for keys := held.Iterator(); keys.HasNext() == types.True; {
		key := keys.Next()
		texts = append(texts, valueText(key)+": "+valueText(held.Get(key)))
	}
	sort.Strings(texts)
	return "{" + strings.Join(texts, ", ") + "}"
}

func innerText(value ref.Val) string {
	switch held := value.Value().(type) {
	case netip.Addr:
		return held.String()
	case netip.Prefix:
		return held.String()
	case time.Duration:
		return strconv.FormatInt(held.Nanoseconds(), 10)
	case time.Time:
		return held.Format(time.RFC3339Nano)
	}
	if format, ok := value.(apiservercel.Format); ok {
		return format.Name
	}
	if text, err := value.ConvertToNative(reflect.TypeFor[string]()); err == nil {
		return text.(string)
	}
	return fmt.Sprint(value.Value())
}
