import { expect } from '@jest/globals'
import type { Scene } from '../helm/Scene.ts'

/** Installs or upgrades around the gate, and is sure that it went well. */
export const install = async (scene: Scene, ...args: string[]): Promise<void> => {
  const { code, stderr } = await scene.upgrade(args)
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
}
