process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// The SDK takes an exceeded quota for throttling and would try again, more slowly each time.
process.env.AWS_MAX_ATTEMPTS = '1';
// Each of the CDK's toolkits listens for the process to end.
process.setMaxListeners(0);
