using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

// An application as there are many: it measures how long its work takes, and sends that to a collector.
using var meter = new Meter("Worker");
var duration = meter.CreateHistogram<double>("work.duration");

using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("Worker").AddOtlpExporter().Build();
duration.Record(0.25);
metrics.ForceFlush();
