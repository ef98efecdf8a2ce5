import { validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { policiesIn } from './policies';
import { TemplateLinter } from './template-linter';

/** The grammar of policies, which only the deployment would check otherwise. */
export const iamPolicy: TemplateLinter = {
  name: '@cloud-copilot/iam-policy',
  findings: async (templates) => policiesIn(templates).flatMap(({ kind, document, place }) =>
    (kind === 'trust' ? validateTrustPolicy : validateIdentityPolicy)(document).map(({ path, message }) => `${place} ${path}: ${message}`)),
};
