import type { Json } from '../json/Json.ts'
import { expressionsIn } from './expressionsIn.ts'
import { textsIn } from './textsIn.ts'

/** A secret that a workflow names, and where. */
export type NamedSecret = { readonly name: string; readonly pointer: string }

const SECRET = /\bsecrets\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*'([^']+)'\s*\])/g
// Needed by every command on its own: the token that a job has anyway, the key of digests, and what makes a token.
const OWN_INPUT = /\/with\/(digest-key|github-token|private-key|app-id|client-id)$/

/** The secrets in a value that are credentials of something: not the job's own token and not the gate's own inputs. */
export const secretsIn = (value: Json | undefined, pointer: string): NamedSecret[] =>
  textsIn(value, pointer).flatMap((found) =>
    OWN_INPUT.test(found.pointer)
      ? []
      : expressionsIn(found.text).flatMap((expression) =>
          [...expression.matchAll(SECRET)].flatMap(([, plain, quoted]) => {
            const name = (plain ?? quoted ?? '').toUpperCase()
            return name === 'GITHUB_TOKEN' ? [] : [{ name, pointer: found.pointer }]
          }),
        ),
  )
