import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { TemplateLinter } from './template-linter';

/** The validation of `cdk synth`, which reports findings as warnings. */
export const cdkValidation: TemplateLinter = {
  name: 'the CDK\'s CloudFormation validation',
  findings: async (templates) => {
    const stackTemplates = templates.map((templatePath) => ({ templatePath, stackConstructPath: templatePath, accountId: '111111111111', region: 'eu-west-1' }));
    return new CloudFormationValidatePlugin().validate({ appConstruct: new App(), templatePaths: templates, stackTemplates }).violations.flatMap(
      ({ ruleName, description, violatingResources }) => violatingResources.map(
        ({ templatePath, resourceLogicalId, locations }) => `${templatePath} ${resourceLogicalId} ${locations.join(', ')}: ${ruleName} ${description}`));
  },
};
