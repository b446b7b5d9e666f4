/**
 * The in-process model server: one copy of a model's weights, one bounded queue and its workers in
 * a JVM, however many callers there are; batches are formed across them.
 *
 * <pre>{@code
 * ModelServer server = SharedModelServer.start(ServerOptions.defaults(), registry);
 * try (ModelLease<RulWindow, RulEstimate> rul =
 *     server.acquire(RulModel.SERVED, Path.of("models/rul-fd001"), ServingOptions.defaults())) {
 *   rul.submit(window).whenComplete((estimate, failure) -> ...);
 * }
 * server.close();
 * }</pre>
 *
 * <h2>What holds</h2>
 *
 * <ul>
 *   <li>Every request ends: with its output, or with an {@link
 *       io.harbinger.server.InferenceException} that says why. Submitting never blocks.
 *   <li>A batch is what is queued when a worker comes free, up to the largest; nothing waits for
 *       company unless asked to.
 *   <li>A request may say how long it waits and how urgent it is ({@link
 *       io.harbinger.server.SubmitOptions}); what nobody waits for any more is not executed, and
 *       nothing starves.
 *   <li>Models of one device take turns on it; loaded models stay within a budget of memory.
 *   <li>An input on which the model fails does not fail the batch that it happened to be in.
 *   <li>Closing refuses what waits and answers what is under way; native memory is freed only after
 *       that.
 *   <li>A model without leases lingers, so that a job that restarts finds it loaded. A load that
 *       failed is forgotten, so that the next lease tries again.
 * </ul>
 *
 * <h2>Meters</h2>
 *
 * <p>All with the labels {@code model} and {@code version}, under {@code harbinger.inference}:
 * {@code requests} by outcome and reason; {@code executions} by outcome; {@code batch.size}; {@code
 * queue.time} of each request; {@code input.time}, {@code inference.time} and {@code output.time}
 * of each execution; {@code queue.length} and {@code queue.capacity}. And {@code
 * harbinger.model.info} with the task, and {@code harbinger.model.age}.
 */
@NullMarked
package io.harbinger.server;

import org.jspecify.annotations.NullMarked;
