import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// One application: five objects, as most charts have them.
const application = (index) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${index}
  labels: {app.kubernetes.io/name: app-${index}, helm.sh/chart: "bench-{{ .Chart.Version }}"}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: app-${index}}}
  template:
    metadata: {labels: {app: app-${index}}}
    spec:
      serviceAccountName: app-${index}
      containers:
        - name: main
          image: "registry.example/app-${index}:{{ .Values.tag }}"
          ports: [{name: http, containerPort: 8080}]
          env: [{name: LEVEL, value: info}, {name: REGION, value: eu}]
          resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
          readinessProbe: {httpGet: {path: /ready, port: http}}
---
apiVersion: v1
kind: Service
metadata: {name: app-${index}, labels: {helm.sh/chart: "bench-{{ .Chart.Version }}"}}
spec: {selector: {app: app-${index}}, ports: [{name: http, port: 80, targetPort: http}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: app-${index}}
data:
  app.conf: |
${Array.from({ length: 40 }, (_, line) => `    setting-${line} = ${index * line}`).join('\n')}
    tag = {{ .Values.tag }}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: app-${index}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: app-${index}}
spec:
  rules: [{host: app-${index}.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: app-${index}, port: {name: http}}}}]}}]
---`

/** Writes a chart of five objects an application into a folder. */
export function writeChart(folder, applications) {
  mkdirSync(join(folder, 'templates'), { recursive: true })
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 1.0.0\n')
  writeFileSync(join(folder, 'values.yaml'), 'replicas: 1\ntag: "1"\n')
  const documents = Array.from({ length: applications }, (_, index) => application(index))
  writeFileSync(join(folder, 'templates', 'all.yaml'), documents.join('\n'))
}
