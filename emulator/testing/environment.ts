process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// The SDK takes an exceeded quota for throttling and would retry it.
process.env.AWS_MAX_ATTEMPTS = '1';
// Each CDK toolkit adds a listener to the process.
process.setMaxListeners(0);
