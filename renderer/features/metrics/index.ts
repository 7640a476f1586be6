export { AlertsPane } from './AlertsPane.tsx';
export { ConnectPrometheus } from './ConnectPrometheus.tsx';
export { MetricsPane } from './MetricsPane.tsx';
export { QueryChart } from './QueryChart.tsx';
