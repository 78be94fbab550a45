/** A kubeconfig with one cluster, one user, one context, as kubectl itself would write it. */
export const kubeconfigText = ({ server, authority, user, token }) => `apiVersion: v1
kind: Config
clusters:
  - name: test
    cluster:
      certificate-authority-data: ${authority}
      server: ${server}
users:
  - name: ${JSON.stringify(user)}
    user:
      token: ${token}
contexts:
  - name: test
    context:
      cluster: test
      user: ${JSON.stringify(user)}
current-context: test
preferences: {}
`
