import type { SuggestionApi } from '../protocol/suggestion-api';
import { ProtectionCalls } from './protection-calls';

/** The part of the engine's contract that is about who could own an account (protocol/suggestion-api.ts). */
export abstract class SuggestionCalls extends ProtectionCalls implements SuggestionApi {
  readonly suggestions: SuggestionApi['suggestions'] = (appId, ...asked) =>
    this.withApp(appId, ({ suggestions }, app) => suggestions.read(app, ...asked));
  readonly startScoring: SuggestionApi['startScoring'] = (appId) =>
    this.inSession(({ scorings }) => scorings.start(appId));
  readonly stopScoring: SuggestionApi['stopScoring'] = (appId) =>
    this.inSession(({ scorings }) => scorings.stop(appId));
  readonly sampleSuggestions: SuggestionApi['sampleSuggestions'] = (appId, ...asked) =>
    this.withApp(appId, ({ suggestions }, app) => suggestions.sample(app, ...asked));
  readonly linkageModel: SuggestionApi['linkageModel'] = (appId) =>
    this.withApp(appId, ({ suggestions }, app) => suggestions.model(app));
  readonly setLearning: SuggestionApi['setLearning'] = (...given) =>
    this.inSession(({ learning }) => learning.set(...given));
  readonly forgetLearnt: SuggestionApi['forgetLearnt'] = (domainId) =>
    this.inSession(({ learning }) => learning.forget(domainId));
  readonly qualityReview: SuggestionApi['qualityReview'] = (appId) =>
    this.withApp(appId, ({ reviews }, app) => reviews.read(app));
  readonly drawQualitySample: SuggestionApi['drawQualitySample'] = (appId, size) =>
    this.withApp(appId, ({ reviews }, app) => reviews.draw(app, size));
  readonly readBlindPair: SuggestionApi['readBlindPair'] = (appId, row) =>
    this.withApp(appId, ({ reviews }, app) => reviews.pair(app, row));
  readonly answerBlindPair: SuggestionApi['answerBlindPair'] = (appId, ...given) =>
    this.withApp(appId, ({ reviews }, app) => reviews.answer(app, ...given));
}
