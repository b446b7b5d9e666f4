/**
 * The life of a model: a served <em>name</em>, whose versions come and go beneath its callers.
 *
 * <pre>{@code
 * ModelNames names = ModelNames.of(SharedModelServer.get());
 * try (NameLease<RulWindow, RulEstimate> rul =
 *     names.acquire(RulVersions.TASK, Path.of("models/rul-fd001"), NameOptions.defaults())) {
 *   rul.ask(Keyed.of("engine-7", window))
 *       .thenAccept(answer -> ... answer.model().version() ... answer.output() ...);
 * }
 * }</pre>
 *
 * <h2>What holds</h2>
 *
 * <ul>
 *   <li>A request goes to one version and ends there, whatever takes that version's place
 *       meanwhile.
 *   <li>A version answers only after its files' checksums, its sample and its warm-up were right,
 *       and it took the inputs that the version before it takes.
 *   <li>One that is not right changes nothing but its own state, and is tried again when its
 *       contents have changed.
 *   <li>What serves is decided by a file beside the versions, {@link
 *       io.harbinger.server.version.ServingFile}; without it, the newest sound version.
 *   <li>All changes of a name's versions are made by one thread, which never waits for a model;
 *       callers see the result through one immutable route.
 * </ul>
 */
@NullMarked
package io.harbinger.server.version;

import org.jspecify.annotations.NullMarked;
