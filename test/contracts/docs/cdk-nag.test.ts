/** Runs cdk-nag's pack AWS Solutions on the examples of README, docs and docstrings. */
import { findingsIn } from '../../support/cdk-nag';
import { EXAMPLES, run } from '../../support/examples';

/** The objects of a bucket, which the examples name. */
const OF_EXAMPLES = ['AwsSolutions-IAM5[Resource::arn:aws:s3:::reports/*]'];

afterEach(() => vi.restoreAllMocks());

test.each(EXAMPLES)('no findings except in what the example adds: $name', ({ snippet }) => {
  const found = run(snippet).flatMap((app) => findingsIn(app)).map((finding) => finding.split(' in ')[0]);
  expect(found.filter((finding) => !OF_EXAMPLES.includes(finding))).toEqual([]);
});
