export { answerProbe, probeAnswer, probeLabel } from './admission/answer-probe.ts'
export type {
  Change,
  Decision,
  ExemptionUse,
  ExpressionPart,
  Finding,
  PolicyPlace,
  Skip,
  Status,
} from './admission/decision.ts'
export { type BadReviewCode, decodeReview } from './admission/decode-review.ts'
export { impersonatedUser, serviceAccountUser } from './admission/impersonated.ts'
export type { PatchOperation } from './admission/patch-operation.ts'
export { redactedRequest } from './admission/redacted-request.ts'
export type {
  AdmissionRequest,
  Door,
  GroupVersionResource,
  Operation,
  Request,
  UserInfo,
} from './admission/request.ts'
export { type Journey, placed, requestFor } from './admission/request-for.ts'
export type { ReviewBody } from './admission/review-body.ts'
export { storableMessages } from './admission/storable-message.ts'
export { withoutObjects } from './admission/without-objects.ts'
export {
  type Convergence,
  converge,
} from './analysis/convergence/converge.ts'
export type { Counterexample } from './analysis/convergence/counterexample.ts'
export { type CoveredPoint, coverageOf, type PolicyCoverage } from './analysis/coverage/coverage.ts'
export { hitMessage, isEvaluated, mergedTallies, type Tally } from './analysis/coverage/tally.ts'
export { watch } from './analysis/coverage/watch.ts'
export {
  type Evaluation,
  evaluationsOf,
  type PlainValue,
  type RequestSample,
} from './analysis/evaluations.ts'
export {
  type Lockout,
  type LockoutOptions,
  lockouts,
  lockoutsInSteps,
} from './analysis/lockout/lockouts.ts'
export { webhooksOver } from './analysis/lockout/webhooks-over.ts'
export { withMutant } from './analysis/mutants/apply-mutant.ts'
export type { Mutant } from './analysis/mutants/mutant.ts'
export { mutantsOf } from './analysis/mutants/mutants-of.ts'
export { answerObjectReview } from './analysis/policy-objects/answer-object-review.ts'
export type { Surroundings } from './analysis/policy-objects/surroundings.ts'
export type { Sample as TrialObject } from './analysis/samples/sample.ts'
export {
  type Scanned,
  type ScanResult,
  scanObject,
  scanOutcomes,
} from './analysis/scan/scan-object.ts'
export { type Scannable, scannable, type UnscannedPolicy } from './analysis/scan/scannable.ts'
export { staticProblemsOf } from './analysis/static-problems.ts'
export { type ObjectStatus, objectStatuses } from './analysis/status/object-statuses.ts'
export type { StatusSurroundings } from './analysis/status/status-surroundings.ts'
export {
  type ConfigurationOptions,
  type ConfigurationOwner,
  configurationKinds,
  failAnnotation,
  ownLabels,
  type WebhookServer,
  type WebhookTrust,
  webhookConfigurations,
} from './analysis/webhooks/webhook-configurations.ts'
export {
  policyDoorPath,
  probePath,
  probeWebhookName,
  webhookEntries,
} from './analysis/webhooks/webhook-entries.ts'
export type {
  WantedWebhooks,
  WebhookEntry,
  WebhookSurroundings,
} from './analysis/webhooks/webhook-entry.ts'
export { estimateRule, type RuleEstimate, type SchemaRule } from './cel/estimate/estimate-rule.ts'
export { type AccessReview, accessReviews, problemsOfReview } from './engine/access-reviews.ts'
export { type Admission, admit } from './engine/admit.ts'
export { answerReview, failureAnswer, type ReviewAnswer } from './engine/answer-review.ts'
export { expiredExemptions } from './engine/expired-exemptions.ts'
export {
  type Answer,
  type Facts,
  printQuestion,
  type Question,
  questionKey,
  unanswered,
} from './engine/facts.ts'
export { findingText } from './engine/finding.ts'
export { type HeldObjects, kindsDefinedBy } from './engine/held-objects.ts'
export {
  decidingAbout,
  isLeftToOwners,
  judgedResources,
} from './engine/judged-resources.ts'
export {
  type LoadedPolicies,
  type LoadPolicies,
  loadPolicies,
  policyLoader,
} from './engine/load-policies.ts'
export { type ObjectTable, objectTable } from './engine/object-table.ts'
export type { EngineEvent } from './engine/observer.ts'
export type { ReviewWatcher } from './engine/review-watcher.ts'
export { createSnapshot, type Snapshot, snapshotMaker } from './engine/snapshot.ts'
export { subsetPath, subsets } from './engine/subset.ts'
export { subsetOf } from './engine/subset-snapshot.ts'
export {
  estimatedCostsOf,
  expressionWarningsOf,
  typeChecker,
  typeProblemsOf,
} from './engine/type-checking.ts'
export { admitWithParts } from './explanation/admit-with-parts.ts'
export { type Explanation, explain } from './explanation/explain.ts'
export type * from './explanation/record.ts'
export type { MacroTurn, ValueNode } from './explanation/value-node.ts'
export type { CreatedKind, Creation } from './kubernetes/controllers/controller.ts'
export { createdKinds, creationsOf } from './kubernetes/controllers/controllers.ts'
export { conversionTo } from './kubernetes/conversion.ts'
export { isBuiltInGroup, type MissingKind, missingKind } from './kubernetes/missing-kind.ts'
export {
  type Arrival,
  asHeld,
  type PassageProblem,
  toMutatingDoor,
  toValidatingDoor,
  type Way,
} from './kubernetes/passage.ts'
export { type RemovedKind, removedKind } from './kubernetes/removed-kinds.ts'
export type { Unknown } from './kubernetes/stages/surroundings.ts'
export {
  kindOfSubResource,
  missingSubResource,
  type SubResource,
  subResourceFaults,
} from './kubernetes/sub-resource-kinds.ts'
export {
  type KubernetesVersion,
  kubernetesVersions,
  latestKubernetesVersion,
} from './kubernetes/version.ts'
export { type DeclaredWorkload, parseWorkload } from './kubernetes/workloads.ts'
export { runtimeBudget } from './matching/budget.ts'
export { carryBack } from './mutation/carry-over.ts'
export { applyPatch } from './mutation/json-patch.ts'
export { mutationsOnly } from './mutation/mutations-only.ts'
export { type Amendment, isRule, type PolicyText } from './policy/bundle/amendment.ts'
export { amendmentProblems } from './policy/bundle/amendment-problems.ts'
export { bundleKind } from './policy/bundle/bundle-kind.ts'
export { type Bundle, type BundleItem, isBundle, readBundle } from './policy/bundle/read-bundle.ts'
export { type OwnKind, ownKinds } from './policy/definitions/own-kinds.ts'
export { type DocumentKind, documentKinds } from './policy/document-kinds.ts'
export { isTime } from './policy/enforce-from.ts'
export { expressionProblemAt } from './policy/expression-problem.ts'
export { isBroken } from './policy/is-broken.ts'
export { jsonSchemaOf, jsonSchemaOfAny, jsonSchemaOfShape } from './policy/json-schema.ts'
export { type LookedUpKinds, lookedUpKinds } from './policy/looked-up-kinds.ts'
export type { ExpressionText, ParamKind } from './policy/model.ts'
export type { PolicySet } from './policy/policy-set.ts'
export { type PolicyWords, wordsOfPolicy } from './policy/policy-words.ts'
export { problemAt } from './policy/problem-at.ts'
export { type Shape, shapeProblems } from './policy/shape.ts'
export { describedValue } from './source/described-value.ts'
export type { SourceDocument, SourceText } from './source/document.ts'
export { editText } from './source/edit/edit-text.ts'
export { jsonEqual } from './source/equal.ts'
export { parseJson, printJson } from './source/json.ts'
export { printPointer } from './source/json-pointer.ts'
export {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from './source/json-value.ts'
export { nearestName } from './source/nearest-name.ts'
export { parsePath } from './source/parse-path.ts'
export { type Path, printPath } from './source/path.ts'
export { printProblem } from './source/print-problem.ts'
export { printYaml } from './source/print-yaml.ts'
export type { Problem, Range } from './source/problem.ts'
export { decodeUtf8 } from './source/read-text.ts'
export { readYaml } from './source/read-yaml.ts'
