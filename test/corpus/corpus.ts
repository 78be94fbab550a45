import type { Pair } from './Pair.ts'
import { admission } from './families/admission.ts'
import { big } from './families/big.ts'
import { created } from './families/created.ts'
import { customResources } from './families/customResources.ts'
import { hooks } from './families/hooks.ts'
import { kinds } from './families/kinds.ts'
import { namespaces } from './families/namespaces.ts'
import { ownership } from './families/ownership.ts'
import { podLists } from './families/podLists.ts'
import { refusals } from './families/refusals.ts'
import { subcharts } from './families/subcharts.ts'
import { values } from './families/values.ts'
import { web } from './families/web.ts'

/** All pairs, by what they have in common. */
export const corpus: Readonly<Record<string, readonly Pair[]>> = {
  'the shared chart': web,
  'helm create': created,
  'lists of pods': podLists,
  kinds: kinds,
  'custom resources': customResources,
  hooks: hooks,
  subcharts: subcharts,
  ownership: ownership,
  values: values,
  namespaces: namespaces,
  admission: admission,
  refusals: refusals,
  'many and large': big,
}
