import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);

// src/config/actionInputs.ts
var actionInputs = {
  command: "auto",
  operation: "upgrade",
  target: "",
  release: "",
  namespace: "default",
  chart: "",
  "chart-version": "",
  "chart-repository": "",
  revision: "",
  values: "",
  "helm-args": "",
  environment: "",
  baseline: "cluster",
  "git-base": "",
  "required-approvals": "1",
  "apply-when": "before-merge",
  inputs: "named",
  "check-run": "off",
  replan: "",
  "digest-key": "",
  "lookup-secrets": "",
  unstable: "",
  witness: "on",
  "helm-diff-source": "https://github.com/databus23/helm-diff/releases/download",
  helm: "helm",
  kubectl: "kubectl",
  "kube-context": "",
  wait: "",
  "wait-interval": "30s",
  "timeout-seconds": "900",
  "github-timeout-seconds": "20",
  "github-token": "",
  "pull-request": "",
  plan: ""
};

export {
  actionInputs
};
