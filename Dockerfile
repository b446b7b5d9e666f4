# Two images from one build: 'harbinger', the command line, and 'flink', a Flink whose lib/ holds
# the model server. docker-compose.yml builds both.
ARG JAVA_IMAGE=eclipse-temurin:17-jre-jammy
ARG FLINK_IMAGE=flink:2.3.0-java17
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
# What a module needs when it runs, beside its jar.
RUN mvn -B -q -DskipTests -Dspotless.check.skip package dependency:copy-dependencies -DincludeScope=runtime
# pytorch-native-cu128 instead is for NVIDIA's GPUs.
ARG PYTORCH_NATIVE=pytorch-native-cpu
RUN set -eu; \
    mkdir -p /image/lib /image/flink /image/job; \
    cp cli/target/dependency/*.jar cli/target/harbinger-cli-*.jar /image/lib/; \
    cp stream-jobs/target/harbinger-stream-jobs-*-job.jar /image/job/; \
    # DJL and the model server are for the parent of all class loaders; Flink, Kafka, Avro and the
    # contracts come with Flink and with the job's jar.
    dependencies=stream-jobs/target/dependency; \
    cp $dependencies/harbinger-model-server-*.jar \
      $dependencies/api-*.jar $dependencies/pytorch-*.jar \
      $dependencies/gson-*.jar $dependencies/jna-*.jar \
      $dependencies/commons-compress-*.jar $dependencies/commons-io-*.jar \
      $dependencies/commons-codec-*.jar $dependencies/commons-lang3-*.jar \
      $dependencies/jackson-*.jar $dependencies/micrometer-*.jar \
      $dependencies/HdrHistogram-*.jar $dependencies/LatencyUtils-*.jar \
      $dependencies/prometheus-metrics-*.jar /image/flink/; \
    cp $(ls stream-jobs/target/harbinger-stream-jobs-*.jar | grep -v -e '-job.jar') /image/flink/; \
    if [ "$PYTORCH_NATIVE" != pytorch-native-cpu ]; then \
      version=$(ls $dependencies | sed -n 's/^pytorch-native-cpu-\([0-9.]*\)-.*/\1/p'); \
      rm /image/flink/pytorch-native-cpu-*.jar; \
      mvn -B -q dependency:copy -DoutputDirectory=/image/flink \
        "-Dartifact=ai.djl.pytorch:$PYTORCH_NATIVE:$version:jar:linux-x86_64"; \
    fi

FROM ${JAVA_IMAGE} AS harbinger
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home harbinger \
    && mkdir -p /var/lib/harbinger \
    && chown harbinger /var/lib/harbinger
COPY --from=build /image/lib /opt/harbinger/lib
COPY --from=build /image/job /opt/harbinger/stream-jobs/target
COPY models /opt/harbinger/models
USER harbinger
WORKDIR /home/harbinger
ENV OPT_OUT_TRACKING=true TORCH_CPP_LOG_LEVEL=ERROR
# JAVA_TOOL_OPTIONS adds options for the Java machine, for instance -Xmx4g.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", \
  "-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Dharbinger.root=/opt/harbinger", \
  "-cp", "/opt/harbinger/lib/*", "io.harbinger.cli.Main"]

FROM ${FLINK_IMAGE} AS flink
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /var/lib/flink \
    && chown flink:flink /var/lib/flink
COPY --from=build /image/flink /opt/flink/lib
ENV OPT_OUT_TRACKING=true TORCH_CPP_LOG_LEVEL=ERROR
