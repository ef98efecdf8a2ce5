/** What cdk-nag's pack AWS Solutions finds in what the README, the docs and the docstrings show. */
import { findingsIn } from '../../support/cdk-nag';
import { EXAMPLES, run } from '../../support/examples';

/** All objects of a bucket, which users name themselves. */
const OF_EXAMPLES = ['AwsSolutions-IAM5[Resource::arn:aws:s3:::reports/*]'];

afterEach(() => vi.restoreAllMocks());

test.each(EXAMPLES)('nothing but what it adds itself: $name', ({ snippet }) => {
  const found = run(snippet).flatMap(findingsIn).map((finding) => finding.split(' in ')[0]);
  expect(found.filter((finding) => !OF_EXAMPLES.includes(finding))).toEqual([]);
});
