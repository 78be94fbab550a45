// Every real program that tests, demo and benchmarks run: its version, where its publisher offers it, how Go builds it.
const kubernetes = 'v1.36.3'
const [major, minor] = kubernetes.slice(1).split('.')

const kubernetesFlags = ['gitVersion=' + kubernetes, 'gitMajor=' + major, 'gitMinor=' + minor]
  .map((flag) => `-X k8s.io/component-base/version.${flag}`)
  .join(' ')

const github = (repository, tag, file) => `https://github.com/${repository}/releases/download/${tag}/${file}`

/** kube-apiserver, kubectl and kube-controller-manager: one module, one release, one folder of downloads. */
const ofKubernetes = (program, platforms, versionArguments) => ({
  version: kubernetes,
  program,
  module: 'kubernetes',
  package: `k8s.io/kubernetes/cmd/${program}`,
  flags: kubernetesFlags,
  versionArguments,
  download: ({ os, arch }) => {
    if (!platforms.includes(os)) return undefined
    const url = `https://dl.k8s.io/release/${kubernetes}/bin/${os}/${arch}/${program}`
    return { url, sums: `${url}.sha256` }
  },
})

const ofHelm = (version, module, flags) => ({
  version,
  program: 'helm',
  module,
  package: `helm.sh/helm/v${version[1]}/cmd/helm`,
  flags,
  versionArguments: ['version', '--short'],
  download: ({ os, arch }) => {
    const url = `https://get.helm.sh/helm-${version}-${os}-${arch}.tar.gz`
    return { url, sums: `${url}.sha256sum`, member: `${os}-${arch}/helm` }
  },
})

const helm3Flags = [
  // Without these a chart would see Kubernetes v1.20.
  `-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=${major}`,
  `-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=${minor}`,
  '-X helm.sh/helm/v3/internal/version.version=v3.22.0',
].join(' ')

/**
 * The keys are the names people type. `module` is the folder beside this file with go.mod and go.sum; `sums` is the
 * publisher's own list of SHA-256 sums, read over https beside the download. It proves that a file arrived whole and
 * is the published one; go.sum, which pins every module by content, is the stronger promise of the two.
 */
export const partList = {
  helm3: ofHelm('v3.22.0', 'helm3', helm3Flags),
  helm4: ofHelm('v4.3.1', 'helm4', '-X helm.sh/helm/v4/internal/version.version=v4.3.1'),
  'helm-diff': {
    version: 'v3.9.11',
    program: 'helm-diff',
    module: 'helm-diff',
    package: 'github.com/databus23/helm-diff/v3',
    flags: '-X github.com/databus23/helm-diff/v3/cmd.Version=3.9.11',
    download: ({ os, arch }) => ({
      url: github('databus23/helm-diff', 'v3.9.11', `helm-diff-${os === 'darwin' ? 'macos' : os}-${arch}.tgz`),
      sums: github('databus23/helm-diff', 'v3.9.11', 'helm-diff_3.9.11_checksums.txt'),
      member: 'diff/bin/diff',
    }),
  },
  'kube-apiserver': ofKubernetes('kube-apiserver', ['linux'], ['--version']),
  kubectl: ofKubernetes('kubectl', ['linux', 'darwin'], ['version', '--client']),
  'kube-controller-manager': ofKubernetes('kube-controller-manager', ['linux'], ['--version']),
  etcd: {
    version: 'v3.6.8',
    program: 'etcd',
    module: 'etcd',
    package: 'go.etcd.io/etcd/server/v3',
    flags: '',
    versionArguments: ['--version'],
    download: ({ os, arch }) => {
      const name = `etcd-v3.6.8-${os}-${arch}`
      const file = `${name}.${os === 'darwin' ? 'zip' : 'tar.gz'}`
      return {
        url: github('etcd-io/etcd', 'v3.6.8', file),
        sums: github('etcd-io/etcd', 'v3.6.8', 'SHA256SUMS'),
        member: `${name}/etcd`,
      }
    },
  },
  act: {
    version: 'v0.2.89',
    program: 'act',
    module: 'act',
    package: 'github.com/nektos/act',
    flags: '',
    versionArguments: ['--version'],
    download: ({ os, arch }) => {
      const file = `act_${os === 'darwin' ? 'Darwin' : 'Linux'}_${arch === 'amd64' ? 'x86_64' : arch}.tar.gz`
      return {
        url: github('nektos/act', 'v0.2.89', file),
        sums: github('nektos/act', 'v0.2.89', 'checksums.txt'),
        member: 'act',
      }
    },
  },
  actionlint: {
    version: 'v1.7.12',
    program: 'actionlint',
    module: 'actionlint',
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
    flags: '',
    versionArguments: ['-version'],
    download: ({ os, arch }) => ({
      url: github('rhysd/actionlint', 'v1.7.12', `actionlint_1.7.12_${os}_${arch}.tar.gz`),
      sums: github('rhysd/actionlint', 'v1.7.12', 'actionlint_1.7.12_checksums.txt'),
      member: 'actionlint',
    }),
  },
  dyff: {
    version: 'v1.12.0',
    program: 'dyff',
    module: 'dyff',
    package: 'github.com/homeport/dyff/cmd/dyff',
    flags: '',
    versionArguments: ['version'],
    download: ({ os, arch }) => ({
      url: github('homeport/dyff', 'v1.12.0', `dyff_1.12.0_${os}_${arch}.tar.gz`),
      sums: github('homeport/dyff', 'v1.12.0', 'checksums.txt'),
      member: 'dyff',
    }),
  },
  // Its releases carry no list of sums, so it is always built.
  kwok: {
    version: 'v0.7.0',
    program: 'kwok',
    module: 'kwok',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    flags: '-X sigs.k8s.io/kwok/pkg/consts.Version=v0.7.0',
    versionArguments: ['--version'],
  },
}
