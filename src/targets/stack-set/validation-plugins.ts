import { join } from 'path';
import { Stack, Stage } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** What this file uses of a plugin, whose interface has another name in each version of the CDK. */
interface Plugin {
  readonly name: string;
  readonly version?: string;
  readonly ruleIds?: string[];
  validate(context: PluginContext): unknown;
}

interface PluginContext {
  readonly templatePaths: string[];
  /** Missing in older versions of the CDK. */
  readonly stackTemplates?: { readonly stackConstructPath: string; readonly templatePath: string }[];
}

/** A plugin that reads templates of StackSets as well. */
interface ExtendedPlugin {
  readonly plugin: Plugin;
  readonly templates: Set<Stack>;
}

/** The extended plugins of each app, by the plugin itself and by the extended one. */
const EXTENDED = new WeakMap<IConstruct, Map<Plugin, ExtendedPlugin>>();

/**
 * Makes the policy validation plugins of an app read a StackSet's template too. The CDK gives them only the stacks of the cloud assembly,
 * each of which its CLI would deploy.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 */
export function showToValidationPlugins(template: Stack): void {
  const { root } = template.node;
  const known = EXTENDED.get(root) ?? new Map<Plugin, ExtendedPlugin>();
  EXTENDED.set(root, known);
  for (let stage = Stage.of(template); stage; stage = stage.parentStage) {
    const plugins = pluginsOf(stage);
    plugins.forEach((plugin, i) => {
      const extended = known.get(plugin) ?? extend(plugin);
      known.set(plugin, extended);
      known.set(extended.plugin, extended);
      extended.templates.add(template);
      plugins[i] = extended.plugin;
    });
  }
}

/** The list to which a stage adds its plugins, which has another name in older versions of the CDK. */
function pluginsOf(stage: Stage): Plugin[] {
  const { _policyValidation: plugins } = stage as unknown as { _policyValidation?: Plugin[] };
  return plugins ?? stage.policyValidationBeta1;
}

/** The CDK recognizes some plugins by their class. */
function extend(plugin: Plugin): ExtendedPlugin {
  const templates = new Set<Stack>();
  const validate = (context: PluginContext) => plugin.validate(withTemplates(context, [...templates]));
  const { name, version, ruleIds } = plugin;
  return { templates, plugin: Object.create(plugin, asProperties({ name, version, ruleIds, validate })) };
}

/** Properties that hide those of the prototype, even where it has accessors only. */
function asProperties(values: Plugin): PropertyDescriptorMap {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, enumerable: true }]));
}

function withTemplates(context: PluginContext, templates: Stack[]): PluginContext {
  const added = templates.map((template) => ({
    stackConstructPath: template.node.path,
    templatePath: join(Stage.of(template)!.outdir, template.templateFile),
  }));
  return {
    ...context,
    templatePaths: [...context.templatePaths, ...added.map(({ templatePath }) => templatePath)],
    ...context.stackTemplates && { stackTemplates: [...context.stackTemplates, ...added] },
  };
}
