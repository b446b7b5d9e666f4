# Images from one build: 'harbinger', the command line; 'flink', a Flink whose lib/ holds the model
# server; 'flink-gpu', the same with PyTorch for NVIDIA's GPUs. docker-compose.yml builds them.
ARG JAVA_IMAGE=eclipse-temurin:17-jre-jammy
ARG FLINK_IMAGE=flink:2.3.0-java17
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG PYTHON_IMAGE=python:3.12-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
# What a module needs when it runs, beside its jar.
RUN mvn -B -q -DskipTests -Dspotless.check.skip package dependency:copy-dependencies -DincludeScope=runtime
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
      $dependencies/HdrHistogram-*.jar \
      $dependencies/prometheus-metrics-*.jar /image/flink/; \
    # For models that ask for ONNX Runtime.
    cp cli/target/dependency/onnxruntime-*.jar cli/target/dependency/tribuo-util-onnx-*.jar \
      cli/target/dependency/protobuf-java-*.jar /image/flink/; \
    cp $(ls stream-jobs/target/harbinger-stream-jobs-*.jar | grep -v -e '-job.jar') /image/flink/

FROM ${JAVA_IMAGE} AS harbinger
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home harbinger \
    && mkdir -p /var/lib/harbinger /opt/harbinger \
    && chown harbinger /var/lib/harbinger \
    # Logs go beside the state: the program's own directory is not its user's to write to.
    && ln -s /var/lib/harbinger /opt/harbinger/.harbinger
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

# PyTorch's libraries with CUDA are in no Maven repository; its Python package has them.
FROM ${PYTHON_IMAGE} AS torch
RUN pip install --no-cache-dir --target /torch torch==2.7.1

FROM flink AS flink-gpu
COPY --from=torch /torch/torch/lib /opt/torch/torch/lib
COPY --from=torch /torch/nvidia /opt/torch/nvidia
RUN rm /opt/flink/lib/pytorch-native-cpu-*.jar \
    && find /opt/torch/nvidia -name lib -type d > /etc/ld.so.conf.d/torch.conf \
    && ldconfig
ENV PYTORCH_LIBRARY_PATH=/opt/torch/torch/lib PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128 \
    PYTORCH_LIBRARY_EXCLUSION=libtorch_python.so,libshm.so
