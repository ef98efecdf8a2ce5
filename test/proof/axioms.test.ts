import { AXIOMS } from './axioms';
import { page } from '../support/pages';

test('docs/security-model.md lists the assumptions of the proofs', () => {
  const [, listed] = /<!-- axioms -->\n([\s\S]*)\n<!-- \/axioms -->/.exec(page('docs/security-model.md'))!;
  expect(listed.split('\n')).toEqual(Object.values(AXIOMS).map((axiom) => `- ${axiom}`));
});
