import type { RunningCluster } from '../real/startCluster.mjs'

/** The cluster that pairs are played on. */
export type Ground = Pick<RunningCluster, 'request' | 'auditLog' | 'kubeconfigFor' | 'folder' | 'server'>
