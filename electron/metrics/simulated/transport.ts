import type { Panel } from '#shared/contract/metrics.ts';
import { succeed } from '#shared/domain/outcome.ts';
import type { ApiReply, ApiRequest, Transport } from '../prometheus/transport.ts';
import { createAnswers } from './answers.ts';
import { rulesAt } from './rules.ts';
import { INSTANCES, JOB, momentAt, type Story } from './story.ts';

/** How often the simulated service is scraped: quick enough to see things happen. */
const SCRAPE_INTERVAL = '5s';

/**
 * A Prometheus that is not there: it answers the queries of `panels`, its targets and its alerts in the API's own JSON,
 * so that everything behind the transport is the same as with a real one. `now` gives UTC ms.
 */
export function createSimulation(story: Story, panels: readonly Panel[], now: () => number): Transport {
  const answerTo = createAnswers(panels);

  const queryRange = (parameters: Readonly<Record<string, string>>): ApiReply => {
    const [start, end, step] = [parameters.start, parameters.end, parameters.step].map(Number);
    if (start === undefined || end === undefined || step === undefined || !(step > 0) || !(end >= start)) {
      return refuse('invalid parameter: start, end and step are needed');
    }
    if ((end - start) / step > 11_000) return refuse('exceeded maximum resolution of 11,000 points per timeseries');
    const answer = answerTo(parameters.query ?? '');
    if (answer === undefined) return refuse("the simulation knows only the shipped panels' queries");
    const series = new Map<string, { metric: Readonly<Record<string, string>>; values: [number, string][] }>();
    for (let index = 0; index <= Math.floor((end - start) / step + 1e-9); index++) {
      const timeMs = Math.round((start + index * step) * 1000);
      if (timeMs > now()) break;
      for (const { labels, value } of answer(momentAt(story, timeMs))) {
        const key = JSON.stringify(labels);
        const entry = series.get(key) ?? { metric: labels, values: [] };
        entry.values.push([timeMs / 1000, String(value)]);
        series.set(key, entry);
      }
    }
    return answerWith({ resultType: 'matrix', result: [...series.values()] });
  };

  const route = ({ path, parameters }: ApiRequest): ApiReply => {
    switch (path) {
      case '/api/v1/status/buildinfo':
        return answerWith({ version: 'simulated' });
      case '/api/v1/targets':
        return answerWith({
          activeTargets: INSTANCES.map((instance) => ({
            labels: { instance, job: JOB },
            health: 'up',
            scrapeInterval: SCRAPE_INTERVAL,
          })),
          droppedTargets: [],
        });
      case '/api/v1/rules':
        return answerWith(rulesAt(story, now()));
      case '/api/v1/alerts':
        return answerWith({
          alerts: rulesAt(story, now()).groups.flatMap(({ rules }) => rules.flatMap((r) => r.alerts)),
        });
      case '/api/v1/query_range':
        return queryRange(parameters);
      case '/api/v1/query':
        return refuse("the simulation knows only the shipped panels' queries, over a range");
      default:
        return reply(404, { status: 'error', errorType: 'not_found', error: `the simulation has no ${path}` });
    }
  };

  return {
    serverName: 'the simulation',
    send: async (request) => succeed(route(request)),
    close: () => {},
  };
}

const answerWith = (data: unknown) => reply(200, { status: 'success', data });
const refuse = (error: string) => reply(400, { status: 'error', errorType: 'bad_data', error });

function reply(status: number, body: unknown): ApiReply {
  return { status, contentType: 'application/json', location: undefined, body: JSON.stringify(body) };
}
