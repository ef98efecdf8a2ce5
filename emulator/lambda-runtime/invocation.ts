import { fork } from 'child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { Credentials } from '../accounts/credentials';
import { LambdaFunction } from '../accounts/lambda-function';
import { InvocationResult } from '../wire/lambda-rest-json';

/** Lambda's runtimes for Node.js have the AWS SDK. */
const MODULES = join(__dirname, '..', '..', 'node_modules');

/** Where an invocation takes place. */
export interface InvocationEnvironment {
  readonly region: string;
  readonly endpoint: string;
  /** The session of the function's role. */
  readonly credentials: Credentials;
}

type Answer = { readonly payload: string } | { readonly error: object };

/** Runs a function once, in a new process that has only the function's environment and the credentials of its role. */
export async function runFunction(lambda: LambdaFunction, payload: string, environment: InvocationEnvironment): Promise<InvocationResult> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-function-'));
  try {
    await unpack(lambda.settings.code, folder);
    const answer = await runProcess(lambda, folder, JSON.parse(payload || 'null'), environment);
    return 'payload' in answer ? { Payload: answer.payload } : { FunctionError: 'Unhandled', Payload: JSON.stringify(answer.error) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function unpack(code: Record<string, Uint8Array>, folder: string): Promise<void> {
  for (const [path, content] of Object.entries(code)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

function runProcess(lambda: LambdaFunction, folder: string, event: unknown, environment: InvocationEnvironment): Promise<Answer> {
  const seconds = lambda.settings.timeoutSeconds;
  const child = fork(join(__dirname, 'bootstrap.cjs'), {
    cwd: folder, env: environmentVariables(lambda, folder, environment), execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ error: { errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${seconds}.00 seconds` } });
    }, seconds * 1000);
    child.once('message', (answer: Answer) => resolve(answer));
    child.once('error', reject);
    // A process that ends without an answer, as by process.exit().
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ error: { errorType: 'Runtime.ExitError', errorMessage: `Error: Runtime exited with error: exit status ${code}` } });
    });
    child.send(event as object);
  });
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentVariables({ name, settings }: LambdaFunction, folder: string, { region, endpoint, credentials }: InvocationEnvironment) {
  return {
    ...settings.environment,
    _HANDLER: settings.handler,
    LAMBDA_TASK_ROOT: folder,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_PATH: MODULES,
    TIMEOUT_SECONDS: String(settings.timeoutSeconds),
  };
}
