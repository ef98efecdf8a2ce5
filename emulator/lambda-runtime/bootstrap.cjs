/**
 * The process of one invocation of a Lambda function for Node.js. The emulator sends the event, and gets the result back.
 *
 * Whatever the function sends to AWS goes to the emulator: SDKs read AWS_ENDPOINT_URL, and HTTPS to hosts of AWS, as the answer of a custom
 * resource is sent, is turned here.
 */
const http = require('node:http');
const https = require('node:https');
const { join } = require('node:path');

const { AWS_ENDPOINT_URL, AWS_LAMBDA_FUNCTION_NAME, LAMBDA_TASK_ROOT, _HANDLER, TIMEOUT_SECONDS } = process.env;
const { hostname, port } = new URL(AWS_ENDPOINT_URL);
const httpsRequest = https.request;

https.request = (options, ...rest) => /\.amazonaws\.com$/.test(options.hostname ?? '')
  ? http.request({ ...options, protocol: 'http:', hostname, port }, ...rest)
  : httpsRequest(options, ...rest);

process.once('message', async (event) => {
  const end = Date.now() + Number(TIMEOUT_SECONDS) * 1000;
  const context = {
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    logStreamName: 'none',
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  let answer;
  try {
    const [file, name] = _HANDLER.split('.');
    const result = await require(join(LAMBDA_TASK_ROOT, file))[name](event, context);
    answer = { payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    answer = { error: { errorType: error.name ?? 'Error', errorMessage: error.message ?? String(error) } };
  }
  // Lambda waits for no timer that a handler has left.
  process.send(answer, () => process.exit());
});
