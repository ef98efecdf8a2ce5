import { ANNOTATIONS_IN_VALIDATION_REPORT, CONTEXT_ENV, ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { RECOMMENDED_FLAGS } from '../support/recommended-flags';

/**
 * They change how every ARN and every message is written, which tests spell out. What they mean is in test/unit/feature-flags.test.ts and
 * test/unit/validation-report.test.ts.
 */
const SPELLING = [ENABLE_PARTITION_LITERALS, ANNOTATIONS_IN_VALIDATION_REPORT];

const flags = Object.fromEntries(Object.entries(RECOMMENDED_FLAGS).filter(([flag]) => !SPELLING.includes(flag)));

// As the CDK toolkit hands over what is in a project's cdk.json: every app of every test finds the flags there.
process.env[CONTEXT_ENV] = JSON.stringify(flags);
