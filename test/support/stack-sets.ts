import { readFileSync } from 'fs';
import { join } from 'path';
import { Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StandaloneTemplate } from '../../src/targets/standalone-template';

/** A StackSet, with the template that it deploys. */
export interface SynthesizedStackSet {
  readonly properties: any;
  readonly template: Template;
}

/** The StackSets of a template that contain theirs. A longer one is a file, which `templateFileOf` reads. */
export function stackSetsOf(template: Template): SynthesizedStackSet[] {
  return Object.values(template.findResources('AWS::CloudFormation::StackSet')).filter(({ Properties }) => Properties.TemplateBody !== undefined)
    .map(({ Properties }) => ({ properties: Properties, template: Template.fromString(Properties.TemplateBody) }));
}

/** The only StackSet of a template; fails if there is not exactly one. */
export function onlyStackSet(template: Template): SynthesizedStackSet {
  const found = stackSetsOf(template);
  expect(found).toHaveLength(1);
  return found[0];
}

/** The template file of a stack that is deployed without the CDK, in the cloud assembly, which is no stack for the CDK Toolkit. */
export function templateFileOf(stack: StandaloneTemplate): Template {
  return Template.fromString(readFileSync(join(Stage.of(stack)!.synth().directory, stack.templateFile), 'utf8'));
}
