import { readFileSync } from 'fs';
import { join } from 'path';
import { Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StackSetTemplate } from '../../src/targets/stack-set/stack-set-template';

/** A StackSet, with the template that it brings to its accounts. */
export interface SynthesizedStackSet {
  readonly properties: any;
  readonly template: Template;
}

/** The StackSets of a template. */
export function stackSetsOf(template: Template): SynthesizedStackSet[] {
  return Object.values(template.findResources('AWS::CloudFormation::StackSet'))
    .map(({ Properties }) => ({ properties: Properties, template: Template.fromString(Properties.TemplateBody) }));
}

/** The one StackSet of a template; anything but one is a failure. */
export function onlyStackSet(template: Template): SynthesizedStackSet {
  const found = stackSetsOf(template);
  expect(found).toHaveLength(1);
  return found[0];
}

/** The template of a StackSet as the cloud assembly has it, of which no toolkit knows. */
export function templateFileOf(stack: StackSetTemplate): Template {
  return Template.fromString(readFileSync(join(Stage.of(stack)!.synth().directory, stack.templateFile), 'utf8'));
}
