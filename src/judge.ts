import { parentPort, workerData } from 'node:worker_threads'
import { judgeInThread, type ThreadTask } from './commands/judge-in-thread.ts'

parentPort?.postMessage(await judgeInThread(workerData as ThreadTask))
