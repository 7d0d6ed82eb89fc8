{{/* Annotations of an object that lives while a hook runs; the argument is a dict of event and weight. */}}
{{- define "sallyport.hook" -}}
helm.sh/hook: {{ .event }}
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
