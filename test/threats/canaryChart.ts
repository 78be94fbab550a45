import { canaries } from './canaries.ts'

const json = (text: string): string => JSON.stringify(text)
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const secret = (name: string, data: Readonly<Record<string, string>>, more = ''): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}${more}}\ndata:\n${Object.entries(data)
    .map(([key, value]) => `  ${key}: ${base64(value)}\n`)
    .join('')}`

/** The release as it was: a Secret that goes, one that changes, one that cannot change. */
export const oldTemplates = {
  'gone.yaml': secret('gone', { gone: canaries.old }),
  'plain.yaml': secret('plain', { data: canaries.old, pem: canaries.old }),
  'immutable.yaml': `${secret('immutable', { key: canaries.old })}immutable: true\n`,
}

const given = ['set', 'setString', 'setFile', 'valuesFile']

const plain = `${secret('plain', { data: canaries.data, pem: canaries.pem })}stringData:
  stringData: ${canaries.stringData}
  awkward: ${json(canaries.awkward)}
  percent: ${json(canaries.percent)}
${given.map((name) => `  ${name}: {{ .Values.canary.${name} | quote }}\n`).join('')}`

const list = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: listed}, data: {key: ${base64(canaries.listed)}}}
`

const hook = secret('hook', { key: canaries.hook }, ', annotations: {"helm.sh/hook": "pre-upgrade,pre-rollback"}')

// Secrets of the chart itself; what the user gives and what is looked up comes at rendering.
const own = ['data', 'stringData', 'awkward', 'percent', 'pem', 'listed', 'hook'] as const

// Every way in which a template copies a value: as it is, quoted, in JSON, base64, a URL, indented, part of a text.
const copies = `{{- $known := list ${own.map((name) => json(canaries[name])).join(' ')} }}
{{- range $name := list ${given.map(json).join(' ')} }}
{{- $known = append $known (index $.Values.canary $name) }}
{{- end }}
{{- $vault := lookup "v1" "Secret" .Release.Namespace "vault" }}
{{- if $vault }}
{{- range $value := $vault.data }}{{ $known = append $known ($value | b64dec) }}{{ end }}
{{- end }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: copies
  annotations:
    {{- range $n, $value := $known }}
    copy-{{ $n }}: {{ $value | quote }}
    {{- end }}
data:
  {{- range $n, $value := $known }}
  quoted-{{ $n }}: {{ $value | quote }}
  json-{{ $n }}: {{ dict "password" $value | toJson | quote }}
  yaml-{{ $n }}: {{ dict "inner" (dict "password" $value) | toYaml | quote }}
  base64-{{ $n }}: {{ $value | b64enc | quote }}
  inside-{{ $n }}: {{ printf "user:%s" $value | b64enc | quote }}
  further-{{ $n }}: {{ printf "service:%s@db" $value | b64enc | quote }}
  url-{{ $n }}: {{ printf "postgres://web:%s@db/web" ($value | urlquery) | quote }}
  script-{{ $n }}: |
    cat <<EOF
{{ $value | indent 8 }}
    EOF
  {{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: copies}
spec:
  selector: {matchLabels: {app: copies}}
  template:
    metadata: {labels: {app: copies}}
    spec:
      containers:
      - name: web
        image: nginx@sha256:${'a'.repeat(64)}
        args:
        {{- range $value := $known }}
        - {{ printf "--password=%s" $value | quote }}
        {{- end }}
        env:
        {{- range $n, $value := $known }}
        - {name: COPY_{{ $n }}, value: {{ $value | quote }}}
        {{- end }}
`

/** The chart of the pull request: a canary in every place, and copies of all of them. */
export const newTemplates = { 'plain.yaml': plain, 'list.yaml': list, 'hook.yaml': hook, 'copies.yaml': copies }

/** What the cluster refuses in words that hold what was sent, or would. */
export const refusedTemplates = {
  ...newTemplates,
  'immutable.yaml': `${secret('immutable', { key: canaries.immutable })}immutable: true\n`,
  'labels.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: labels
  labels: {a: {{ .Values.canary.set | printf "%s not a label" | quote }}, b: ${json(canaries.awkward)}, c: ${json(canaries.percent)}, d: ${json(canaries.pem)}}
`,
}
