{{/* What a preflight must know as well: where the servers are, what they are called, which policies there are. */}}
{{- define "sallyport.placeArguments" -}}
- --namespace={{ .Release.Namespace }}
- --lease={{ include "sallyport.fullname" . }}
- --webhook-name={{ include "sallyport.fullname" . }}
- --certificate-secret={{ include "sallyport.certificateSecretName" . }}
{{- if include "sallyport.hasPolicyFiles" . }}
- --policies=/policies
{{- end }}
{{- range default (list .Release.Namespace) .Values.exemptionNamespaces }}
- --exemption-namespace={{ . }}
{{- end }}
{{- range .Values.exemptNamespaces }}
- --exempt-namespace={{ . }}
{{- end }}
{{- range .Values.podTemplates }}
- {{ printf "--pod-template=%s" . | quote }}
{{- end }}
{{- end -}}

{{/* The flags of sallyport serve. */}}
{{- define "sallyport.arguments" -}}
- --cluster
- --manage-webhooks
{{- if .Values.events.enabled }}
- --events
{{- end }}
- --certificate-mode={{ .Values.certificates.mode }}
- --service={{ include "sallyport.fullname" . }}
{{ include "sallyport.placeArguments" . }}
- --port={{ .Values.ports.webhook }}
- --health-port={{ .Values.ports.health }}
- --metrics-port={{ .Values.ports.metrics }}
- --drain={{ .Values.drainSeconds }}s
- --shutdown-timeout=30s
- --scan-interval={{ ternary .Values.reports.interval "0" .Values.reports.enabled }}
- --log-level={{ .Values.logLevel }}
{{- if eq .Values.certificates.mode "self-managed" }}
{{- range .Values.serverNames }}
- --server-name={{ . }}
{{- end }}
{{- end }}
{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "sallyport.affinity" -}}
{{- if .Values.affinity -}}
{{- toYaml .Values.affinity -}}
{{- else -}}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "sallyport.selectorLabels" . | nindent 12 }}
{{- end -}}
{{- end -}}

{{- define "sallyport.topologySpread" -}}
{{- if .Values.topologySpreadConstraints -}}
{{- toYaml .Values.topologySpreadConstraints -}}
{{- else -}}
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "sallyport.selectorLabels" $ | nindent 6 }}
  # each roll-out spreads by itself, not around the Pods that it replaces
  matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end -}}
{{- end -}}
