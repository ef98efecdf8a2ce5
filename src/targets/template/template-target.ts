import { checkTemplateUrl } from './quick-create-link';
import { TemplateOptions } from './template-options';
import { checkAccountId } from '../../core/validate-names';
import { checkAccountOptions } from '../account-options-validation';
import { TargetConfig } from '../target-config';

/** An account whose owner makes the role from a template that this app writes. */
export function templateTarget(accountId: string, options: TemplateOptions): TargetConfig {
  const label = 'TrustingTarget.template';
  return {
    label,
    accounts: (errors) => {
      const account = checkAccountId(errors, label, accountId);
      checkAccountOptions(errors, label, options);
      const { name, stage, color, templateUrl } = options;
      if (templateUrl !== undefined) {
        checkTemplateUrl(errors, `${label} templateUrl`, templateUrl);
      }
      return [{ account, name, stage, color, template: { templateUrl } }];
    },
  };
}
