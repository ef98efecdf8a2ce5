import { JOBS } from './jobs';

/** Runs the job that the command line names, and sends its result to the parent process. */
const [name, args] = process.argv.slice(2);
const job = JOBS[name as keyof typeof JOBS] as (...given: unknown[]) => unknown;
process.send!({ result: job(...JSON.parse(args)) });
