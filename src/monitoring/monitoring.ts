export { assumptionAlarm, assumptionMetric } from './assumption-metric';
export { assumptionRule } from './assumption-rule';
