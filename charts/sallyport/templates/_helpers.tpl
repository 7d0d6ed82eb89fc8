{{- define "sallyport.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 40 characters, so that what is added for objects of their own stays below 63. */}}
{{- define "sallyport.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "sallyport.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "sallyport.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "sallyport.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "sallyport.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name is missing: with serviceAccount.create=false the chart must know the name of yours" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "sallyport.certificateSecretName" -}}
{{- if and (eq .Values.certificates.mode "secret") (not .Values.certificates.secretName) -}}
{{- fail "certificates.secretName is missing: certificates.mode=secret takes the certificate from a Secret of yours" -}}
{{- end -}}
{{- default (printf "%s-certificate" (include "sallyport.fullname" .)) .Values.certificates.secretName -}}
{{- end -}}

{{- define "sallyport.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* What a selector finds the servers by; it never changes in the life of a release. */}}
{{- define "sallyport.selectorLabels" -}}
app.kubernetes.io/name: {{ include "sallyport.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end -}}

{{- define "sallyport.labels" -}}
app.kubernetes.io/name: {{ include "sallyport.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: sallyport
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* name, namespace, labels and annotations; the argument is a dict of root, suffix and, where there are some, component and annotations. */}}
{{- define "sallyport.metadata" -}}
name: {{ include "sallyport.fullname" .root }}{{ .suffix }}
namespace: {{ .root.Release.Namespace }}
{{ include "sallyport.descriptions" . }}
{{- end -}}

{{/* The same for what has no namespace. */}}
{{- define "sallyport.clusterMetadata" -}}
name: {{ include "sallyport.fullname" .root }}{{ .suffix }}
{{ include "sallyport.descriptions" . }}
{{- end -}}

{{- define "sallyport.descriptions" -}}
labels:
  {{- include "sallyport.labels" .root | nindent 2 }}
  {{- with .component }}
  app.kubernetes.io/component: {{ . }}
  {{- end }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Whether the servers read policies from files beside those in the cluster. */}}
{{- define "sallyport.hasPolicyFiles" -}}
{{- if or .Values.policies.files (has .Values.policies.podSecurity (list "baseline" "restricted")) }}yes{{ end -}}
{{- end -}}

{{/* The spec of one of the chart's own Jobs; the argument is a dict of root, name, serviceAccount and steps, one after another. */}}
{{- define "sallyport.jobSpec" -}}
backoffLimit: 3
activeDeadlineSeconds: 120
template:
  metadata:
    labels:
      {{- include "sallyport.labels" .root | nindent 6 }}
      app.kubernetes.io/component: {{ .name }}
  spec:
    restartPolicy: Never
    serviceAccountName: {{ .serviceAccount }}
    automountServiceAccountToken: true
    enableServiceLinks: false
    {{- with .root.Values.image.pullSecrets }}
    imagePullSecrets:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .root.Values.nodeSelector }}
    nodeSelector:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .root.Values.tolerations }}
    tolerations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    securityContext:
      {{- toYaml .root.Values.podSecurityContext | nindent 6 }}
    {{- with initial .steps }}
    initContainers:
      {{- range . }}
      {{- include "sallyport.jobStep" (dict "root" $.root "step" .) | nindent 6 }}
      {{- end }}
    {{- end }}
    containers:
      {{- include "sallyport.jobStep" (dict "root" .root "step" (last .steps)) | nindent 6 }}
    {{- if and (last .steps).policies (include "sallyport.hasPolicyFiles" .root) }}
    volumes:
      {{- include "sallyport.policiesVolume" .root | nindent 6 }}
    {{- end }}
{{- end -}}

{{/* The policies that stand in files. */}}
{{- define "sallyport.policiesVolume" -}}
- name: policies
  configMap:
    name: {{ include "sallyport.fullname" . }}-policies
    defaultMode: 292
{{- end -}}

{{/* A container; a step is a dict of name, command and args, and policies where it reads those in files. */}}
{{- define "sallyport.jobStep" -}}
- name: {{ .step.name }}
  image: {{ include "sallyport.image" .root | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command:
    {{- toYaml .step.command | nindent 4 }}
  args:
    {{- toYaml .step.args | nindent 4 }}
  env:
    # what the scripts trust; the API server's authority
    - name: NODE_EXTRA_CA_CERTS
      value: {{ include "sallyport.account" . }}/ca.crt
  securityContext:
    {{- toYaml .root.Values.securityContext | nindent 4 }}
  resources:
    requests:
      cpu: 50m
      memory: 64Mi
    limits:
      memory: 256Mi
  {{- if and .step.policies (include "sallyport.hasPolicyFiles" .root) }}
  volumeMounts:
    - name: policies
      mountPath: /policies
      readOnly: true
  {{- end }}
{{- end -}}

{{/* Where a Pod finds its token. */}}
{{- define "sallyport.account" -}}
/var/run/secrets/kubernetes.io/serviceaccount
{{- end -}}

{{/* A step that runs a script of the chart; the argument is a dict of root, name, script and args. It gets URL and TOKEN-FILE first. */}}
{{- define "sallyport.scriptStep" -}}
name: {{ .name }}
command: [node]
args:
  - --input-type=module
  - --eval
  - {{ .root.Files.Get (printf "files/%s" .script) | toJson }}
  - https://kubernetes.default.svc
  - {{ include "sallyport.account" . }}/token
  {{- range .args }}
  - {{ . | quote }}
  {{- end }}
{{- end -}}
