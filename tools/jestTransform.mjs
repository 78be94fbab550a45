// jest compiles our TypeScript with esbuild: the same compiler that builds dist/.
import { createHash } from 'node:crypto'
import { transformSync, version } from 'esbuild'

const options = {
  format: 'esm',
  loader: 'ts',
  sourcemap: 'inline',
  sourcesContent: false,
  target: `node${process.versions.node}`,
}

export default {
  process: (source, sourcefile) => ({ code: transformSync(source, { ...options, sourcefile }).code }),
  getCacheKey: (source, path, { configString }) =>
    createHash('sha1').update(`${version}${options.target}${path}${configString}`).update(source).digest('hex'),
}
