import { ANNOTATIONS_IN_VALIDATION_REPORT, CONTEXT_ENV, ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { RECOMMENDED_FLAGS } from '../support/recommended-flags';

/**
 * These flags change the form of ARNs and messages, which the tests spell out. test/unit/feature-flags.test.ts and
 * test/unit/validation-report.test.ts test them.
 */
const CHANGING_TEXTS = [ENABLE_PARTITION_LITERALS, ANNOTATIONS_IN_VALIDATION_REPORT];

const flags = Object.fromEntries(Object.entries(RECOMMENDED_FLAGS).filter(([flag]) => !CHANGING_TEXTS.includes(flag)));

// Every app reads the flags from here, where the CDK Toolkit puts the context of cdk.json.
process.env[CONTEXT_ENV] = JSON.stringify(flags);
